/*
 * Random small programs with threads that poll under locks of each kind: that turns are left out (polls.c)
 * must take nothing away of what the others can see, nor of how the loops can end. Each is explored twice,
 * with it and without; in neither does a loop make more than MOST_TURNS turns, so that the outcomes must be
 * the same: what takes turns out leaves fewer.
 *
 *	poll-turns [--base SEED] [--count N]
 */
#include "check.h"
#include "random.h"
#include "engine/explore.h"

#include <stdlib.h>
#include <string.h>

#define MOST_TURNS   3
#define MOST_OPS     12
#define MOST_EVENTS  (MOST_OPS * MOST_TURNS)
#define MOST_THREADS 4
#define LOCATIONS    4     /* two variables and two locks */
#define LOCKS        2     /* the first of these */
#define TOO_MANY     20000 /* executions: the program is passed over */

enum kind { MUTEX, READ_WRITE, SEMAPHORE, KINDS };
enum code { LOAD, STORE, LEAVE_IF, TAKE, SHARE, TRY, TRY_SHARE, GIVE, AGAIN };

struct op {
	uint8_t code, location, value;
	uint8_t skip; /* TRY: where it goes on if it is in vain */
};

struct thread {
	struct op at[MOST_OPS];
	uint8_t length;
	bool polls;
};

struct random_program {
	struct thread threads[MOST_THREADS];
	uint8_t thread_count;
	uint8_t kind[2], room[2];
};

/* --- Locks -------------------------------------------------------------------------------------------- */

#define NOTHING ((struct transition){0})
#define WAITS   ((struct transition){.blocks = true})
#define SET(x)  ((struct transition){.value = (x), .writes = true})
#define WRITER  0x80u

static struct transition read_lock(uint64_t old, uint64_t me, uint32_t variant)
{
	(void)variant;
	return old & WRITER ? WAITS : SET(old | me);
}

static struct transition write_lock(uint64_t old, uint64_t me, uint32_t variant)
{
	(void)variant;
	return old ? WAITS : SET(WRITER | me);
}

static struct transition rw_unlock(uint64_t old, uint64_t me, uint32_t variant)
{
	(void)variant;
	return SET(old & WRITER ? 0 : old & ~me);
}

static struct transition wait(uint64_t old, uint64_t me, uint32_t variant)
{
	(void)me, (void)variant;
	return old ? SET(old - 1) : WAITS;
}

static struct transition post(uint64_t old, uint64_t me, uint32_t variant)
{
	(void)me, (void)variant;
	return SET(old + 1);
}

static struct transition try_read_lock(uint64_t old, uint64_t me, uint32_t variant)
{
	struct transition e = read_lock(old, me, variant);
	return e.writes ? e : NOTHING;
}

static struct transition try_write_lock(uint64_t old, uint64_t me, uint32_t variant)
{
	struct transition e = write_lock(old, me, variant);
	return e.writes ? e : NOTHING;
}

static struct transition try_wait(uint64_t old, uint64_t me, uint32_t variant)
{
	struct transition e = wait(old, me, variant);
	return e.writes ? e : NOTHING;
}

static const struct transition_function rw_functions[] = {
	[TAKE] = {write_lock, .part = PART_LOCKS},    [SHARE] = {read_lock, .part = PART_SHARES},
	[TRY] = {try_write_lock, .part = PART_LOCKS}, [TRY_SHARE] = {try_read_lock, .part = PART_SHARES},
	[GIVE] = {rw_unlock, .part = PART_UNLOCKS},
};
static const struct transition_function semaphore_functions[] = {
	[TAKE] = {wait, .part = PART_COUNTS},    [SHARE] = {wait, .part = PART_COUNTS},
	[TRY] = {try_wait, .part = PART_COUNTS}, [TRY_SHARE] = {try_wait, .part = PART_COUNTS},
	[GIVE] = {post, .part = PART_POSTS},
};

/* --- Programs ----------------------------------------------------------------------------------------- */

static uint64_t state;

static unsigned below(unsigned n)
{
	return random_below(&state, n);
}

static void add(struct thread *t, uint8_t code, unsigned location, unsigned value)
{
	t->at[t->length++] = (struct op){code, (uint8_t)location, (uint8_t)value, 0};
}

static void add_section(struct thread *t, bool polls)
{
	uint8_t code = polls ? (uint8_t)(TAKE + below(2)) : (uint8_t)(TAKE + below(4));
	unsigned lock = LOCKS + below(2);
	uint8_t begin = t->length;

	add(t, code, lock, 0);
	if (polls)
		add(t, below(2) ? LEAVE_IF : LOAD, below(4) == 0, 1);
	else if (below(3))
		add(t, below(2) ? STORE : LOAD, below(4) != 0, 1);
	add(t, GIVE, lock, 0);
	t->at[begin].skip = t->length;
}

static void make_poller(struct thread *t)
{
	t->polls = true;
	if (below(3) == 0)
		add(t, LEAVE_IF, 0, 1);
	for (unsigned n = 1 + (below(3) == 0); n--;)
		add_section(t, true);
	if (below(2))
		add(t, LEAVE_IF, 0, 1);
	add(t, AGAIN, 0, 0);
	if (below(2))
		add(t, LOAD, 1, 0);
}

/* Sees a lock taken and free, again and again. */
static void make_looker(struct thread *t)
{
	unsigned lock = LOCKS + below(2);

	for (unsigned n = 2 + below(2); n--;) {
		add(t, below(4) ? TRY : TRY_SHARE, lock, 0);
		t->at[t->length - 1].skip = (uint8_t)(t->length + 1);
		add(t, GIVE, lock, 0);
	}
	add(t, STORE, 0, 1);
}

static void make_actor(struct thread *t, bool first)
{
	bool early = below(2);

	if (first && early)
		add(t, STORE, 0, 1);
	for (unsigned n = 1 + below(3); n--;) {
		if (below(3))
			add_section(t, false);
		else
			add(t, below(2) ? STORE : LOAD, below(4) != 0, 1);
	}
	if (first && !early)
		add(t, STORE, 0, 1);
}

static void generate(struct random_program *p, uint64_t seed)
{
	state = seed * 0x2545f4914f6cdd1du;
	memset(p, 0, sizeof *p);
	unsigned pollers = 1 + below(2), actors = 1 + below(2);
	for (unsigned i = 0; i < 2; i++) {
		p->kind[i] = (uint8_t)below(KINDS);
		p->room[i] = (uint8_t)(1 + below(2));
	}
	p->thread_count = (uint8_t)(pollers + actors);
	for (unsigned t = 0; t < p->thread_count; t++)
		if (t < pollers)
			make_poller(&p->threads[t]);
		else if (t == pollers && below(2))
			make_looker(&p->threads[t]);
		else
			make_actor(&p->threads[t], t == pollers);
}

/* --- Running ------------------------------------------------------------------------------------------ */

static struct explorer x;
static struct graph *const g = &x.graph;

struct runner {
	uint8_t pc, turns, done;
	bool leaves, waits, unwanted;
	uint8_t seen[MOST_OPS]; /* by operation: one more than what it got the last time */
	bool tried[MOST_OPS];
};

struct outcome {
	uint8_t seen[MOST_THREADS][MOST_OPS];
};

static struct outcome outcomes[2][TOO_MANY];
static unsigned outcome_count[2];
static struct runner runners[MOST_THREADS];

static uint32_t location_of(const struct random_program *p, unsigned location)
{
	for (uint32_t l = 1; l < g->next_location; l++)
		if (g->locations[l].address == 0x1000 + location)
			return l;
	bool counts = location >= LOCKS && p->kind[location - LOCKS] == SEMAPHORE;
	return graph_add_location(g, 0x1000 + location, 4, counts ? p->room[location - LOCKS] : 0);
}

/* The event with which a turn before began in the same state; 0: there is none. */
static uint32_t turn_before(unsigned t, uint64_t pc, uint64_t fingerprint)
{
	for (uint32_t i = graph_thread_length(g, t); i-- > 0;) {
		const struct event *e = graph_event(g, graph_thread_event(g, t, i));
		if (e->pc == pc && e->fingerprint == fingerprint)
			return i + 1;
	}
	return 0;
}

static struct operation lock_operation(const struct random_program *p, unsigned t, const struct op *op)
{
	static const uint8_t codes[] = {[TAKE] = OP_LOCK,
	                                [SHARE] = OP_LOCK,
	                                [TRY] = OP_TRYLOCK,
	                                [TRY_SHARE] = OP_TRYLOCK,
	                                [GIVE] = OP_UNLOCK};
	uint8_t kind = p->kind[op->location - LOCKS];
	struct operation o = {
		.op = codes[op->code],
		.order = op->code == GIVE ? RELEASE : ACQUIRE,
		.order_failure = op->code == GIVE ? RELAXED : UNORDERED,
		.operand = op->code == GIVE && kind == MUTEX ? 0
	                   : kind == MUTEX                   ? t + 1u
	                                                     : 1u << t,
	};

	if (kind != MUTEX) {
		o.op = OP_OBJECT;
		o.expected =
			(uintptr_t)((kind == READ_WRITE ? rw_functions : semaphore_functions) + op->code);
	}
	return o;
}

static event_id add_event(const struct random_program *p, unsigned t, bool reduced)
{
	const struct runner *r = &runners[t];
	const struct op *op = &p->threads[t].at[r->pc];
	uint32_t location = location_of(p, op->location);
	uint64_t fingerprint = 1u + r->pc * 2u + r->leaves;
	struct operation o = {.op = OP_LOAD, .operand = op->value, .order = RELAXED};

	if (op->location >= LOCKS)
		o = lock_operation(p, t, op);
	else if (op->code == STORE)
		o.op = OP_STORE;
	o.pc = 1u + r->pc;
	if (op->code == STORE || o.op == OP_UNLOCK)
		return explore_add_write(&x, t, location, &o);
	if (reduced && p->threads[t].polls && (op->code == TAKE || op->code == SHARE))
		o.polls = turn_before(t, o.pc, fingerprint);
	event_id id = explore_add_read(&x, t, location, &o);
	graph_event(g, id)->fingerprint = p->threads[t].polls && op->code != GIVE ? fingerprint : 0;
	return id;
}

/* What an operation comes to, once its event is there. */
static void take_effect(const struct random_program *p, unsigned t, const struct event *e)
{
	struct runner *r = &runners[t];
	const struct op *op = &p->threads[t].at[r->pc];
	bool in_vain = (op->code == TRY || op->code == TRY_SHARE) && e->kind != EV_RMW;

	r->done++;
	r->waits = e->kind == EV_READ && e->blocked;
	if (r->waits)
		return;
	if (op->code == LEAVE_IF)
		r->leaves |= e->value_read == op->value;
	/* What a turn sees that is not the last is nobody's business. */
	if (!p->threads[t].polls || r->turns == MOST_TURNS + 1)
		r->seen[r->pc] = (uint8_t)(1 + (op->location < LOCKS ? e->value_read : in_vain));
	r->pc = in_vain ? op->skip : (uint8_t)(r->pc + 1);
}

/* Does what comes before the thread's next event. False: there is none. */
static bool has_event(const struct random_program *p, unsigned t)
{
	struct runner *r = &runners[t];
	const struct thread *code = &p->threads[t];

	if (!r->unwanted && !r->waits && r->pc < code->length && code->at[r->pc].code == AGAIN) {
		if (r->leaves) {
			r->turns = MOST_TURNS + 1;
			r->pc++;
		} else if (++r->turns < MOST_TURNS) {
			r->pc = 0;
		} else {
			r->unwanted = true;
		}
	}
	return !r->unwanted && !r->waits && r->pc < code->length;
}

static void run_execution(const struct random_program *p, bool reduced)
{
	memset(runners, 0, sizeof runners);
	for (unsigned t = 0; t < p->thread_count; t++)
		while (runners[t].done < graph_thread_length(g, t) && has_event(p, t))
			take_effect(p, t, graph_event(g, graph_thread_event(g, t, runners[t].done)));
	for (unsigned t = 0; t < p->thread_count; t++)
		CHECK(runners[t].done == graph_thread_length(g, t));
	for (unsigned t = 0; t < p->thread_count; t++)
		while (has_event(p, t))
			take_effect(p, t, graph_event(g, add_event(p, t, reduced)));
}

static int compare_outcomes(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct outcome));
}

/*
 * The outcomes of the executions that come to their end, sorted, each once. False: there are too many
 * executions.
 */
static bool explore(const struct random_program *p, bool reduced)
{
	struct outcome *o = outcomes[reduced];
	unsigned executions = 0, n = 0, kept = 0;

	if (!g->events)
		explore_init(&x);
	graph_truncate(g, 1);
	g->clocks.top = 0;
	g->has_sc = g->has_sc_fences = g->has_light = g->has_heavy = false;
	x.branch_count = x.pending_count = 0;
	memset(o, 0, sizeof *o);
	do {
		run_execution(p, reduced);
		if (++executions == TOO_MANY)
			return false;
		bool complete = true;
		for (unsigned t = 0; t < p->thread_count; t++) {
			complete &= runners[t].pc == p->threads[t].length;
			memcpy(o[n].seen[t], runners[t].seen, sizeof o->seen[t]);
		}
		n += complete;
		if (n < TOO_MANY)
			memset(&o[n], 0, sizeof *o);
	} while (explore_next(&x));
	qsort(o, n, sizeof *o, compare_outcomes);
	for (unsigned i = 0; i < n; i++)
		if (!kept || compare_outcomes(&o[kept - 1], &o[i]))
			o[kept++] = o[i];
	outcome_count[reduced] = kept;
	return true;
}

static void print(const struct random_program *p)
{
	static const char *const names[] = {"load", "store",     "leave if", "take", "share",
	                                    "try",  "try share", "give",     "again"};
	static const char *const kinds[] = {"mutex", "rwlock", "semaphore"};

	printf("locks: %s (%u), %s (%u)\n", kinds[p->kind[0]], p->room[0], kinds[p->kind[1]], p->room[1]);
	for (unsigned t = 0; t < p->thread_count; t++) {
		printf("%s:", p->threads[t].polls ? "poller" : "actor");
		for (unsigned i = 0; i < p->threads[t].length; i++)
			printf(" %s %u;", names[p->threads[t].at[i].code], p->threads[t].at[i].location);
		printf("\n");
	}
}

int main(int argc, char **argv)
{
	uint64_t base = 1, count = 1000, compared = 0, passed_over = 0, left_out = 0;

	for (int i = 1; i + 1 < argc; i += 2)
		*(strcmp(argv[i], "--base") ? &count : &base) = strtoull(argv[i + 1], NULL, 0);
	for (uint64_t seed = base; compared < count; seed++) {
		static struct random_program p;
		generate(&p, seed);
		if (!explore(&p, false)) {
			passed_over++;
			continue;
		}
		CHECK(explore(&p, true));
		bool same = outcome_count[0] == outcome_count[1] &&
		            !memcmp(outcomes[0], outcomes[1], outcome_count[0] * sizeof **outcomes);
		if (!same) {
			printf("seed %llu: %u outcomes, %u where turns are left out\n",
			       (unsigned long long)seed, outcome_count[0], outcome_count[1]);
			print(&p);
			return 1;
		}
		compared++;
		left_out += outcome_count[0];
	}
	printf("%llu programs compared, with %llu outcomes; %llu more were too large\n",
	       (unsigned long long)compared, (unsigned long long)left_out, (unsigned long long)passed_over);
	return 0;
}
