/*
 * Random programs that sleep and wake: a few words, queues that may belong to them, and some other accesses.
 */
#include "program.h"
#include "random.h"

#include <string.h>

struct generator {
	struct program *p;
	uint64_t state;
	/* the locations from there on are queues; each belongs to the word with the same place */
	uint8_t first_queue;
};

static unsigned below(struct generator *g, unsigned n)
{
	return random_below(&g->state, n);
}

static bool percent(struct generator *g, unsigned n)
{
	return below(g, 100) < n;
}

static struct instruction *append(struct generator *g, unsigned t, uint8_t code, unsigned location)
{
	struct code_of_thread *c = &g->p->threads[t];
	struct instruction *in = &c->at[c->length++];

	*in = (struct instruction){
		.code = code, .location = (uint8_t)location, .value.from = -1, .expected.from = -1};
	if (code_is_on_queue(code))
		in->queue = (uint8_t)(location + 1);
	return in;
}

static unsigned a_word(struct generator *g)
{
	return below(g, g->first_queue);
}

static unsigned a_queue(struct generator *g)
{
	return g->first_queue + below(g, g->p->location_count - g->first_queue);
}

/* Mostly the one that belongs to it. */
static unsigned queue_of(struct generator *g, unsigned word)
{
	unsigned own = g->first_queue + word;

	return own < g->p->location_count && percent(g, 90) ? own : a_queue(g);
}

static void look(struct generator *g, unsigned t, unsigned word, unsigned queue)
{
	struct instruction *in = append(g, t, I_LOOK, word);

	in->queue = (uint8_t)(queue + 1);
	in->expected.constant = percent(g, 75) ? g->p->initial[word] : (uint8_t)below(g, 3);
	in->skip = 2;
}

static void add_wait(struct generator *g, unsigned t)
{
	unsigned word = a_word(g), queue = queue_of(g, word);

	look(g, t, word, queue);
	if (percent(g, 15)) { /* it also chooses something */
		struct instruction *choice = append(g, t, I_CHOOSE, 0);
		choice[-1].skip++;
		choice->value.constant = 2;
		choice->step_index = 1;
	}
	struct instruction *in = append(g, t, I_ENTER, queue);
	in->value.constant = (uint8_t)(1 << t);
	in->step_index = (uint8_t)(in[-1].step_index + 1);
	append(g, t, I_SLEEP, 0);
}

/* A step does one thing at most with each queue. */
static unsigned other_queue(const struct generator *g, unsigned queue)
{
	return queue == g->first_queue ? queue + 1u : g->first_queue;
}

static bool has_two_queues(const struct generator *g)
{
	return g->p->location_count == g->first_queue + 2;
}

static void move(struct generator *g, unsigned t, unsigned from, uint8_t step_index)
{
	append(g, t, I_MOVE_OUT, from)->step_index = step_index;
	struct instruction *in = append(g, t, I_MOVE_IN, other_queue(g, from));
	in->step_index = (uint8_t)(step_index + 1);
	in->value.from = (int8_t)(g->p->threads[t].length - 2);
}

static void add_move(struct generator *g, unsigned t)
{
	unsigned word = a_word(g), queue = queue_of(g, word);

	if (percent(g, 50)) {
		look(g, t, word, queue);
		move(g, t, queue, 1);
	} else {
		move(g, t, queue, 0);
	}
}

static uint8_t a_wake(struct generator *g)
{
	return percent(g, 60) ? I_WAKE_ONE : I_WAKE_ALL;
}

static void add_change_and_wake(struct generator *g, unsigned t)
{
	unsigned word = a_word(g), queue = queue_of(g, word);
	struct instruction *in = append(g, t, percent(g, 50) ? I_EXCHANGE : I_ADD, word);

	in->queue = (uint8_t)(queue + 1);
	in->value.constant = (uint8_t)below(g, 3);
	if (has_two_queues(g) && percent(g, 70))
		append(g, t, a_wake(g), other_queue(g, queue))->step_index = 1;
	append(g, t, a_wake(g), queue)->step_index = (uint8_t)(in[1].step_index + 1);
}

static void add_access(struct generator *g, unsigned t)
{
	static const uint8_t codes[] = {I_STORE, I_STORE, I_STORE, I_LOAD, I_LOAD, I_ADD, I_CAS, I_FENCE};
	static const uint8_t orders[][3] = {{M_RELEASE, M_RELAXED, M_SEQ_CST},
	                                    {M_ACQUIRE, M_RELAXED, M_SEQ_CST}};
	uint8_t code = codes[below(g, sizeof codes)];
	struct instruction *in = append(g, t, code, code == I_FENCE ? 0 : a_word(g));
	static const uint8_t fences[] = {M_RELEASE, M_ACQUIRE, M_ACQ_REL, M_SEQ_CST};

	in->order = code == I_FENCE ? fences[below(g, 4)] : orders[code == I_LOAD][below(g, 3)];
	in->value.constant = (uint8_t)below(g, 3);
	in->expected.constant = (uint8_t)below(g, 2);
}

static void add_something(struct generator *g, unsigned t)
{
	unsigned room = MAX_RANDOM - g->p->threads[t].length, kind = below(g, 100);

	if (kind < 30 && room >= 4)
		add_wait(g, t);
	else if (kind < 36 && room >= 3 && has_two_queues(g))
		add_move(g, t);
	else if (kind < 42 && room >= 3)
		add_change_and_wake(g, t);
	else if (kind < 68)
		append(g, t, a_wake(g), a_queue(g));
	else
		add_access(g, t);
}

void program_generate_sleepers(struct program *p, uint64_t seed)
{
	struct generator g = {.p = p, .state = seed ^ 0x51ee9};

	memset(p, 0, sizeof *p);
	p->thread_count = (uint8_t)(2 + (below(&g, 10) + 6) / 8);
	g.first_queue = (uint8_t)(1 + percent(&g, 50));
	p->location_count = (uint8_t)(g.first_queue + 1 + (percent(&g, 70) && g.first_queue > 1));
	for (unsigned l = 0; l < p->location_count; l++)
		p->size[l] = l < g.first_queue ? 4 : 8;
	for (unsigned n = p->thread_count + 1 + below(&g, 4); n-- > 0;) {
		unsigned t = below(&g, p->thread_count);
		if (p->threads[t].length < MAX_RANDOM)
			add_something(&g, t);
	}
}
