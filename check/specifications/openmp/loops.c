/*
 * Worksharing loops. Iterations are counted from 0; what they are to the program, the entry points know. Of
 * a static schedule the chunks follow from the thread's number. Of the others they are handed out by a word
 * of the construct: which thread gets the next one is decided by who asks first, and every order is explored.
 * The chunks of a guided schedule have sizes that follow from their numbers.
 *
 * The ordered regions of a loop run in the order of its chunks. A turn orders no memory, the region itself
 * does: what is after it in its iteration is not before the next region.
 */
#include "openmp.h"

#include "steps.h"

#define TURN_COUNT 32 /* bits: of ordered regions that have run; above them is the chunk whose turn it is */

static ar_model_result turn_is(uint64_t state, uint64_t chunk, unsigned variant)
{
	(void)variant;
	return state >> TURN_COUNT == chunk ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

static const ar_model_call hands_out = WORD_STEP(word_takes);
static const ar_model_call comes_next = WORD_STEP(turn_is);
static const ar_model_call lets_next = WORD_STEP(word_becomes);
static const ar_model_call sees_ordered = WORD_STEP(word_is, .looking = AR_MODEL_ACQUIRES);
static const ar_model_call has_ordered = WORD_STEP(word_becomes, .changing = AR_MODEL_RELEASES);
static const ar_model_call posts = WORD_STEP(word_becomes, .changing = AR_MODEL_RELEASES);
static const ar_model_call awaits = WORD_STEP(word_is_set, .looking = AR_MODEL_ACQUIRES);

void loop_set_runtime_schedule(struct loop *loop)
{
	const struct settings *s = &task_current()->settings;

	loop->schedule = s->schedule;
	loop->chunk = s->chunk;
}

void loop_begin(const struct loop *loop)
{
	struct task *task = task_current();

	task->loop = *loop;
	task->loop.construct = team_construct();
}

/* --- Which chunks there are --------------------------------------------------------------------------- */

struct chunk {
	uint64_t number, from, to;
};

static uint64_t least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* Of a static schedule, the thread's chunk number `taken`. */
static bool static_chunk(const struct loop *l, unsigned thread, unsigned threads, struct chunk *c)
{
	if (l->chunk) {
		c->number = l->taken * threads + thread;
		c->from = c->number * l->chunk;
		c->to = c->from + least(l->chunk, l->iterations - least(c->from, l->iterations));
		return c->from < l->iterations;
	}
	uint64_t each = l->iterations / threads, longer = l->iterations % threads;
	c->number = thread;
	c->from = thread * each + least(thread, longer);
	c->to = c->from + each + (thread < longer);
	return !l->taken && c->from < c->to;
}

static uint64_t guided_size(uint64_t left, uint64_t smallest, unsigned threads)
{
	uint64_t size = left / threads + (left % threads != 0);

	return least(left, size < smallest ? smallest : size);
}

/* The chunk of that number. */
static struct chunk guided_chunk(const struct loop *l, unsigned threads, uint64_t number)
{
	struct chunk c = {.number = number};

	for (uint64_t i = 0;; i++) {
		uint64_t size = guided_size(l->iterations - c.from, l->chunk, threads);
		c.to = c.from + size;
		if (i == number)
			return c;
		c.from = c.to;
	}
}

static uint64_t chunk_count(const struct loop *l, unsigned threads)
{
	uint64_t count = 0;

	if (l->schedule == SCHEDULE_DYNAMIC)
		return l->iterations / l->chunk + (l->iterations % l->chunk != 0);
	for (uint64_t left = l->iterations; left; count++)
		left -= guided_size(left, l->chunk, threads);
	return count;
}

static bool next_chunk(struct loop *l, const struct task *task, struct chunk *c)
{
	const struct team *team = task->team;

	if (!l->chunk && l->schedule != SCHEDULE_STATIC && l->schedule != SCHEDULE_AUTO)
		l->chunk = 1;
	if (l->schedule == SCHEDULE_STATIC || l->schedule == SCHEDULE_AUTO)
		return static_chunk(l, task->thread, team->size, c);
	uint64_t count = chunk_count(l, team->size), number = l->taken;
	if (team->size > 1)
		number = ar_model_step(word_of(team->number, WORD_CHUNKS, l->construct), &hands_out, count);
	if (number >= count)
		return false;
	if (l->schedule == SCHEDULE_GUIDED)
		*c = guided_chunk(l, team->size, number);
	else
		*c = (struct chunk){number, number * l->chunk, least(l->iterations, (number + 1) * l->chunk)};
	return true;
}

/* --- Ordered regions ---------------------------------------------------------------------------------- */

static bool has_turns(const struct task *task)
{
	return task->loop.ordered && task->loop.current && task->team->size > 1;
}

static void await_turn(struct task *task)
{
	struct loop *l = &task->loop;

	if (l->has_turn)
		return;
	l->has_turn = true;
	l->ordered_before = (uint32_t)ar_model_step(word_of(task->team->number, WORD_TURN, l->construct),
	                                            &comes_next, l->current - 1);
}

/* Also of a chunk without ordered regions: the next one has to know how many there were. */
static void pass_turn(struct task *task)
{
	struct loop *l = &task->loop;

	if (!has_turns(task))
		return;
	await_turn(task);
	l->has_turn = false;
	ar_model_step(word_of(task->team->number, WORD_TURN, l->construct), &lets_next,
	              l->current << TURN_COUNT | l->ordered_before);
}

void loop_ordered_begin(void)
{
	struct task *task = task_current();
	struct loop *l = &task->loop;

	if (!has_turns(task))
		return;
	await_turn(task);
	/* All that others have run: they do no more until they have the turn again. */
	ar_model_step(word_of(task->team->number, WORD_ORDERED, l->construct), &sees_ordered,
	              l->ordered_before);
}

void loop_ordered_end(void)
{
	struct task *task = task_current();
	struct loop *l = &task->loop;

	if (has_turns(task))
		ar_model_step(word_of(task->team->number, WORD_ORDERED, l->construct), &has_ordered,
		              ++l->ordered_before);
}

bool loop_next(uint64_t *from, uint64_t *to)
{
	struct task *task = task_current();
	struct loop *l = &task->loop;
	struct chunk c;

	pass_turn(task);
	l->current = 0;
	if (!next_chunk(l, task, &c))
		return false;
	l->taken++;
	l->current = c.number + 1;
	*from = c.from;
	*to = c.to;
	return true;
}

/* --- Iterations that wait for others ------------------------------------------------------------------ */

struct doacross *loop_begin_doacross(unsigned dimensions)
{
	struct doacross *d = &task_current()->doacross;

	d->construct = team_construct();
	d->dimensions = dimensions;
	d->counts = ar_model_allocate(dimensions * sizeof *d->counts, 16);
	d->program = ar_model_allocate(dimensions * sizeof *d->program, 16);
	return d;
}

static void *posted_word(const struct task *task, const uint64_t *iteration)
{
	const struct doacross *d = &task->doacross;
	uint64_t number = 0;

	for (unsigned i = 0; i < d->dimensions; i++)
		number = number * d->counts[i] + iteration[i];
	return word_of(ar_model_pair(task->team->number, d->construct), WORD_POSTED, number);
}

void loop_post(const uint64_t *iteration)
{
	ar_model_step(posted_word(task_current(), iteration), &posts, 1);
}

void loop_wait(const uint64_t *iteration)
{
	const struct task *task = task_current();

	/* What is not an iteration of the loop is not waited for. */
	for (unsigned i = 0; i < task->doacross.dimensions; i++)
		if (iteration[i] >= task->doacross.counts[i])
			return;
	ar_model_step(posted_word(task, iteration), &awaits, 0);
}

void loop_end_doacross(void)
{
	struct doacross *d = &task_current()->doacross;

	if (!d->dimensions)
		return;
	ar_model_free(d->counts);
	ar_model_free(d->program);
	d->dimensions = 0;
}
