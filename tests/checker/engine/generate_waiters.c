/*
 * Random programs whose threads wait for objects: mutexes, which only those unlock who have locked them, and
 * counters, which threads take from and give to; and some other accesses, in between and under the locks.
 */
#include "program.h"
#include "random.h"

#include <string.h>

struct generator {
	struct program *p;
	uint64_t state;
	uint8_t mutexes, counters;   /* the first locations, and those after them */
	uint8_t locked[MAX_THREADS]; /* a bit for each mutex that the thread has */
};

static unsigned below(struct generator *g, unsigned n)
{
	return random_below(&g->state, n);
}

static bool percent(struct generator *g, unsigned n)
{
	return below(g, 100) < n;
}

static unsigned room(const struct generator *g, unsigned t)
{
	unsigned n = MAX_RANDOM - g->p->threads[t].length;

	for (uint8_t m = g->locked[t]; m && n; m &= (uint8_t)(m - 1))
		n--; /* they are to be unlocked */
	return n;
}

static struct instruction *append(struct generator *g, unsigned t, uint8_t code, unsigned location)
{
	struct code_of_thread *c = &g->p->threads[t];
	struct instruction *in = &c->at[c->length++];

	*in = (struct instruction){
		.code = code, .location = (uint8_t)location, .value.from = -1, .expected.from = -1};
	in->order = code == I_UNLOCK ? M_RELEASE : M_ACQUIRE;
	return in;
}

/* --- What threads do ------------------------------------------------------------------------------------ */

static void add_access(struct generator *g, unsigned t)
{
	static const uint8_t codes[] = {I_STORE, I_STORE, I_LOAD, I_LOAD, I_ADD, I_EXCHANGE, I_CAS};
	static const uint8_t orders[][3] = {{M_RELEASE, M_RELAXED, M_SEQ_CST},
	                                    {M_ACQUIRE, M_RELAXED, M_SEQ_CST}};
	static const uint8_t fences[] = {M_RELEASE, M_ACQUIRE, M_ACQ_REL, M_SEQ_CST};
	unsigned first = g->mutexes + g->counters;
	uint8_t code = codes[below(g, sizeof codes)];

	if (percent(g, 12)) {
		append(g, t, I_FENCE, 0)->order = fences[below(g, 4)];
		return;
	}
	struct instruction *in = append(g, t, code, first + below(g, g->p->location_count - first));
	in->order = orders[code == I_LOAD][below(g, 3)];
	in->value.constant = (uint8_t)below(g, 3);
	in->expected.constant = (uint8_t)below(g, 2);
}

/* Nobody stores to a counter: all that changes it is a read-modify-write. */
static void use_counter(struct generator *g, unsigned t)
{
	static const uint8_t codes[] = {I_TAKE, I_TAKE, I_TAKE, I_TAKE,    I_ADD,  I_ADD, I_ADD,     I_ONCE,
	                                I_ONCE, I_LOCK, I_SUB,  I_TRYLOCK, I_LOAD, I_CAS, I_EXCHANGE};
	static const uint8_t orders[] = {M_RELAXED, M_ACQUIRE, M_ACQ_REL, M_RELEASE, M_SEQ_CST};
	uint8_t code = codes[below(g, sizeof codes)];
	struct instruction *in = append(g, t, code, g->mutexes + below(g, g->counters));

	in->value.constant = (uint8_t)(code == I_EXCHANGE ? below(g, 3) : 1);
	in->expected.constant = (uint8_t)below(g, 3);
	if (!code_is_lock(code) && code != I_LOAD)
		in->order = orders[below(g, 5)];
	else if (code != I_LOAD && percent(g, 25))
		in->order = M_SEQ_CST;
	if (code == I_ONCE)
		in->order_failure = M_ACQUIRE;
}

static void unlock(struct generator *g, unsigned t, unsigned mutex)
{
	append(g, t, I_UNLOCK, mutex);
	g->locked[t] &= (uint8_t) ~(1u << mutex);
}

/* If it is to be had, something is done under it; all of that is left out otherwise. */
static void add_trylock(struct generator *g, unsigned t, unsigned mutex)
{
	int8_t tried = (int8_t)g->p->threads[t].length;
	unsigned inside = below(g, 2);

	append(g, t, I_TRYLOCK, mutex);
	struct instruction *in = append(g, t, I_IF, 0);
	in->expected.from = tried;
	in->skip = (uint8_t)(inside + 1);
	if (inside)
		add_access(g, t);
	append(g, t, I_UNLOCK, mutex);
}

static void use_mutex(struct generator *g, unsigned t)
{
	unsigned mutex = below(g, g->mutexes);

	if (g->locked[t] >> mutex & 1)
		unlock(g, t, mutex);
	else if (percent(g, 25) && room(g, t) >= 4)
		add_trylock(g, t, mutex);
	else if (percent(g, 5))
		append(g, t, I_TRYLOCK, mutex);
	else if (percent(g, 5))
		append(g, t, I_LOAD, mutex);
	else if (room(g, t) >= 2) {
		append(g, t, I_LOCK, mutex);
		g->locked[t] |= (uint8_t)(1u << mutex);
	}
}

static void add_something(struct generator *g, unsigned t)
{
	unsigned kind = below(g, 100);

	if (!room(g, t) && g->locked[t])
		return;
	if (kind < 50 && g->mutexes)
		use_mutex(g, t);
	else if (kind < 75 && g->counters)
		use_counter(g, t);
	else
		add_access(g, t);
}

void program_generate_waiters(struct program *p, uint64_t seed)
{
	struct generator g = {.p = p, .state = seed ^ 0x3a17e};

	memset(p, 0, sizeof *p);
	p->thread_count = (uint8_t)(2 + below(&g, 3));
	g.mutexes = (uint8_t)below(&g, 3);
	g.counters = (uint8_t)(g.mutexes ? below(&g, 2) : 1);
	p->location_count = (uint8_t)(g.mutexes + g.counters + 1 + below(&g, 4 - g.mutexes - g.counters));
	for (unsigned l = 0; l < p->location_count; l++) {
		p->size[l] = 4;
		if (l >= g.mutexes)
			p->initial[l] = (uint8_t)(percent(&g, 30) ? 1 + below(&g, 2) : 0);
	}
	for (unsigned n = p->thread_count + 3 + below(&g, 6); n-- > 0;) {
		unsigned t = below(&g, p->thread_count);
		if (p->threads[t].length < MAX_RANDOM)
			add_something(&g, t);
	}
	for (unsigned t = 0; t < p->thread_count; t++)
		for (unsigned m = 0; m < g.mutexes; m++)
			if (g.locked[t] >> m & 1 && percent(&g, 90))
				unlock(&g, t, m);
}
