/*
 * Random programs. Each has a mood: which orders and which operations it favours; for the rest it is
 * all chance, with few locations and small values, so that threads meet and comparisons hold.
 */
#include "program.h"
#include "random.h"

#include <string.h>

struct generator {
	struct program *p;
	uint64_t state;
	uint8_t orders;                /* which orders are favoured */
	uint8_t actions;               /* which operations are */
	uint8_t awaits;                /* how many of 100 loads wait for a value */
	uint8_t accesses[MAX_THREADS]; /* how many a thread is to have */
	int8_t creator[MAX_THREADS];   /* -1: it is there from the beginning */
	int8_t joiner[MAX_THREADS];    /* -1: it is not joined */
};

enum {
	ORDERS_ANY,
	ORDERS_SEQ_CST,
	ORDERS_RELAXED,
	ORDERS_PAIRS,
	ORDERS_FENCES,
	ORDERS_SC_FENCES,
	ORDERS_MOODS
};
enum { ACTIONS_ANY, ACTIONS_PLAIN, ACTIONS_MODIFY, ACTIONS_COMPARE, ACTIONS_LOCK };

/* Most of what is subtle needs no more than loads and stores, on more than one location. */
static const uint8_t action_moods[] = {
	ACTIONS_ANY,   ACTIONS_ANY,    ACTIONS_PLAIN,   ACTIONS_PLAIN,
	ACTIONS_PLAIN, ACTIONS_MODIFY, ACTIONS_COMPARE, ACTIONS_LOCK,
};

static unsigned below(struct generator *g, unsigned n)
{
	return random_below(&g->state, n);
}

static bool percent(struct generator *g, unsigned n)
{
	return below(g, 100) < n;
}

static uint8_t any_of(struct generator *g, const uint8_t *list, unsigned n)
{
	return list[below(g, n)];
}

/* --- Orders ----------------------------------------------------------------------------------------- */

static const uint8_t load_orders[] = {M_RELAXED, M_ACQUIRE, M_SEQ_CST, M_CONSUME};
static const uint8_t store_orders[] = {M_RELAXED, M_RELEASE, M_SEQ_CST};
static const uint8_t modify_orders[] = {M_RELAXED, M_ACQUIRE, M_RELEASE, M_ACQ_REL, M_SEQ_CST, M_CONSUME};
static const uint8_t fence_orders[] = {M_ACQUIRE, M_RELEASE, M_ACQ_REL, M_SEQ_CST};

static uint8_t order_from(struct generator *g, const uint8_t *list, unsigned n, uint8_t strong)
{
	switch (g->orders) {
	case ORDERS_SEQ_CST:
		return percent(g, 75) ? M_SEQ_CST : any_of(g, list, n);
	case ORDERS_RELAXED:
	case ORDERS_FENCES:
		return percent(g, 75) ? M_RELAXED : any_of(g, list, n);
	case ORDERS_PAIRS:
		return percent(g, 75) ? strong : any_of(g, list, n);
	case ORDERS_SC_FENCES:
		return percent(g, 50) ? M_SEQ_CST : percent(g, 40) ? strong : M_RELAXED;
	default:
		return any_of(g, list, n);
	}
}

static uint8_t load_order(struct generator *g)
{
	return order_from(g, load_orders, percent(g, 20) ? 4 : 3, M_ACQUIRE);
}

static uint8_t modify_order(struct generator *g)
{
	return order_from(g, modify_orders, percent(g, 20) ? 6 : 5, M_ACQ_REL);
}

static uint8_t fence_order(struct generator *g)
{
	return g->orders == ORDERS_SEQ_CST || g->orders == ORDERS_SC_FENCES || percent(g, 40)
	               ? M_SEQ_CST
	               : any_of(g, fence_orders, 4);
}

/* --- Instructions ----------------------------------------------------------------------------------- */

/* An earlier instruction of the thread that reads, or -1. */
static int8_t earlier_read(struct generator *g, unsigned t)
{
	const struct code_of_thread *c = &g->p->threads[t];

	for (unsigned tries = 0; c->length && tries < 4; tries++) {
		unsigned i = below(g, c->length);
		if (code_may_read(c->at[i].code) || c->at[i].code == I_CHOOSE)
			return (int8_t)i;
	}
	return -1;
}

static struct operand an_operand(struct generator *g, unsigned t)
{
	struct operand o = {(uint8_t)below(g, 3), -1};

	if (percent(g, 25))
		o.from = earlier_read(g, t);
	return o;
}

static uint8_t access_code(struct generator *g)
{
	unsigned modify[] = {25, 0, 60, 30, 25}, lock[] = {6, 0, 0, 0, 60};
	unsigned kind = below(g, 100);

	if (kind < lock[g->actions]) {
		static const uint8_t locks[] = {I_LOCK,    I_UNLOCK, I_LOCK,      I_UNLOCK, I_LOCK, I_UNLOCK,
		                                I_TRYLOCK, I_ONCE,   I_POLL_LOCK, I_TAKE,   I_TAKE};
		return any_of(g, locks, sizeof locks);
	}
	if (percent(g, g->actions == ACTIONS_COMPARE ? 40 : g->actions == ACTIONS_PLAIN ? 0 : 10))
		return percent(g, 50) ? I_CAS : I_WEAK_CAS;
	if (percent(g, modify[g->actions]))
		return (uint8_t)(I_EXCHANGE + (percent(g, 60) ? below(g, 2) : below(g, I_CAS - I_EXCHANGE)));
	return percent(g, 50) ? I_STORE : percent(g, g->awaits) ? I_AWAIT : I_LOAD;
}

static void set_orders(struct generator *g, struct instruction *in)
{
	if (in->code == I_LOAD || in->code == I_AWAIT)
		in->order = load_order(g);
	else if (in->code == I_STORE)
		in->order = order_from(g, store_orders, 3, M_RELEASE);
	else if (in->code == I_UNLOCK)
		in->order = M_RELEASE;
	else if (code_is_lock(in->code))
		in->order = M_ACQUIRE;
	else
		in->order = modify_order(g);
	if (code_compares(in->code))
		in->order_failure = load_order(g);
	if (in->code == I_ONCE)
		in->order_failure = M_ACQUIRE; /* relaxed where a lock fails */
}

static struct instruction *append(struct generator *g, unsigned t, uint8_t code)
{
	struct code_of_thread *c = &g->p->threads[t];
	struct instruction *in = &c->at[c->length];

	*in = (struct instruction){.code = code, .value.from = -1, .expected.from = -1};
	return in;
}

static void add_access(struct generator *g, unsigned t)
{
	struct instruction *in = append(g, t, access_code(g));

	in->location = (uint8_t)below(g, g->p->location_count);
	in->value = an_operand(g, t);
	in->expected = an_operand(g, t);
	set_orders(g, in);
	g->p->threads[t].length++;
}

static void add_fence(struct generator *g, unsigned t)
{
	append(g, t, I_FENCE)->order = fence_order(g);
	g->p->threads[t].length++;
}

static void add_choice(struct generator *g, unsigned t)
{
	append(g, t, I_CHOOSE)->value.constant = (uint8_t)(1 + below(g, 3));
	g->p->threads[t].length++;
}

/* Something about what was read before: what comes next depends on it, or whether anything does. */
static void add_condition(struct generator *g, unsigned t)
{
	static const uint8_t codes[] = {I_IF, I_IF, I_IF, I_IF_LESS, I_IF_MORE, I_ASSUME};
	int8_t from = earlier_read(g, t);

	if (from < 0)
		return;
	struct instruction *in = append(g, t, any_of(g, codes, sizeof codes));
	in->expected = (struct operand){(uint8_t)below(g, 3), from};
	in->skip = code_is_if(in->code) ? (uint8_t)(1 + below(g, 2)) : 0;
	g->p->threads[t].length++;
}

static void add_exchange_from(struct generator *g, unsigned t, uint8_t location, uint8_t value, int8_t seen)
{
	struct instruction *in = append(g, t, percent(g, 60) ? I_WEAK_CAS : I_CAS);

	in->location = location;
	in->value.constant = value;
	in->expected.from = seen;
	set_orders(g, in);
	g->p->threads[t].length++;
}

/*
 * What C has no operation for, two turns of its loop: unless the location holds at least (at most) the value,
 * exchange what was read for it; then try once more with what that read.
 */
static void add_extremum(struct generator *g, unsigned t)
{
	uint8_t location = (uint8_t)below(g, g->p->location_count), value = (uint8_t)(1 + below(g, 3));
	struct instruction *in = append(g, t, I_LOAD);
	int8_t load = (int8_t)g->p->threads[t].length++;

	in->location = location;
	set_orders(g, in);
	in = append(g, t, percent(g, 70) ? I_IF_LESS : I_IF_MORE);
	in->expected = (struct operand){value, load};
	in->skip = 2;
	g->p->threads[t].length++;
	add_exchange_from(g, t, location, value, load);
	add_exchange_from(g, t, location, value, (int8_t)(load + 2));
}

static void add_thread_instruction(struct generator *g, unsigned t, uint8_t code, unsigned other)
{
	append(g, t, code)->thread = (uint8_t)other;
	g->p->threads[t].length++;
}

/* --- Threads ---------------------------------------------------------------------------------------- */

/* What thread t still has to do with other threads: creates or joins one of them, perhaps. */
static bool deal_with_others(struct generator *g, unsigned t, bool now)
{
	for (unsigned k = 0; k < g->p->thread_count; k++) {
		if (g->creator[k] == (int)t && (now || percent(g, 60))) {
			add_thread_instruction(g, t, I_CREATE, k);
			g->creator[k] = -1;
			return true;
		}
		if (g->joiner[k] == (int)t && g->creator[k] != (int)t && (now || percent(g, 25))) {
			add_thread_instruction(g, t, I_JOIN, k);
			g->joiner[k] = -1;
			return true;
		}
	}
	return false;
}

static unsigned owed(const struct generator *g, unsigned t)
{
	unsigned n = 0;

	for (unsigned k = 0; k < g->p->thread_count; k++)
		n += (g->creator[k] == (int)t) + (g->joiner[k] == (int)t);
	return n;
}

static void fill_thread(struct generator *g, unsigned t)
{
	const struct code_of_thread *c = &g->p->threads[t];
	unsigned fences = g->orders == ORDERS_FENCES ? 40 : g->orders == ORDERS_SC_FENCES ? 25 : 10;

	for (;;) {
		unsigned room = MAX_RANDOM - c->length - owed(g, t);
		if (!room || !g->accesses[t])
			break;
		if (deal_with_others(g, t, false))
			continue;
		if (room > 1 && percent(g, fences))
			add_fence(g, t);
		else if (room > 2 && percent(g, 12))
			add_condition(g, t);
		else if (room > 3 && g->accesses[t] > 2 &&
		         percent(g, g->actions == ACTIONS_COMPARE ? 30 : 5)) {
			add_extremum(g, t);
			g->accesses[t] = (uint8_t)(g->accesses[t] - 3);
		} else if (room > 1 && percent(g, 4))
			add_choice(g, t);
		else {
			add_access(g, t);
			g->accesses[t]--;
		}
	}
	while (deal_with_others(g, t, true))
		;
}

/* Who creates whom, and who waits for whom. */
static void relate_threads(struct generator *g)
{
	bool tree = percent(g, 35);

	for (unsigned t = 0; t < MAX_THREADS; t++)
		g->creator[t] = g->joiner[t] = -1;
	for (unsigned t = 1; tree && t < g->p->thread_count; t++) {
		g->creator[t] = (int8_t)below(g, t);
		g->p->threads[t].created = true;
		if (percent(g, 60)) /* sometimes somebody else than its creator */
			g->joiner[t] = percent(g, 85) ? g->creator[t] : (int8_t)below(g, t);
	}
}

static void generate(struct program *p, uint64_t seed, bool many_fences)
{
	struct generator g = {.p = p, .state = seed};
	static const uint8_t thread_counts[] = {2, 2, 2, 3, 3, 3, 3, 4, 4};
	static const uint8_t location_counts[] = {1, 2, 2, 2, 2, 2, 3, 3, 3, 4};

	memset(p, 0, sizeof *p);
	p->thread_count = any_of(&g, thread_counts, sizeof thread_counts);
	p->location_count = any_of(&g, location_counts, sizeof location_counts);
	g.orders = (uint8_t)below(&g, ORDERS_MOODS);
	g.actions = any_of(&g, action_moods, sizeof action_moods);
	if (many_fences)
		g.orders = ORDERS_FENCES;
	if (many_fences && percent(&g, 70))
		g.actions = ACTIONS_PLAIN;
	g.awaits = percent(&g, 20) ? 30 : 0;
	bool bytes = percent(&g, 60);
	for (unsigned l = 0; l < p->location_count; l++) {
		static const uint8_t sizes[] = {1, 2, 4, 8};
		p->initial[l] = percent(&g, 15);
		p->size[l] = bytes ? 1 : any_of(&g, sizes, sizeof sizes);
	}
	relate_threads(&g);
	unsigned accesses = p->thread_count + 2 + below(&g, p->thread_count == 2 ? 6 : 5);
	for (unsigned k = 0; k < accesses; k++)
		g.accesses[k < p->thread_count ? k : below(&g, p->thread_count)]++;
	for (unsigned t = 0; t < p->thread_count; t++)
		fill_thread(&g, t);
}

void program_generate(struct program *p, uint64_t seed)
{
	generate(p, seed, false);
}

void program_generate_fences(struct program *p, uint64_t seed)
{
	generate(p, seed, true);
}

void program_make_asymmetric(struct program *p, uint64_t seed, bool twins)
{
	static const uint8_t orders[] = {M_LIGHT, M_LIGHT, M_LIGHT, M_LIGHT, M_LIGHT,
	                                 M_HEAVY, M_HEAVY, M_HEAVY, M_HEAVY, M_SEQ_CST};

	for (unsigned t = 0; t < p->thread_count; t++)
		for (unsigned i = 0; i < p->threads[t].length; i++) {
			uint64_t state =
				seed + 0x9e3779b97f4a7c15u * (1 + i + (twins ? 0 : MAX_INSTRUCTIONS * t));
			if (p->threads[t].at[i].code == I_FENCE)
				p->threads[t].at[i].order = orders[random_below(&state, sizeof orders)];
		}
}

/* --- Counters ---------------------------------------------------------------------------------------- */

/* Nearly always one that is blind, and of one kind; now and then another access. */
static void add_to_counter(struct generator *g, unsigned t, uint8_t location, uint8_t kind)
{
	static const uint8_t kinds[][2] = {{I_ADD, I_SUB}, {I_AND, I_AND}, {I_OR, I_OR}, {I_XOR, I_XOR}};
	static const uint8_t weak[] = {M_RELAXED, M_RELEASE};
	struct instruction *in = append(g, t, kinds[percent(g, 97) ? kind : below(g, 4)][below(g, 2)]);

	in->location = location;
	in->value.constant = (uint8_t)(1 + below(g, 2));
	if (percent(g, 10))
		in->value.from = earlier_read(g, t);
	in->order =
		g->orders == ORDERS_ANY || g->orders == ORDERS_RELAXED ? any_of(g, weak, 2) : modify_order(g);
	in->blind = percent(g, 97);
	g->p->threads[t].length++;
}

static void read_counter(struct generator *g, unsigned t, uint8_t location)
{
	struct instruction *in = append(g, t, percent(g, 80) ? I_LOAD : I_EXCHANGE);

	in->location = location;
	set_orders(g, in);
	g->p->threads[t].length++;
}

static void fill_with_counter(struct generator *g, unsigned t, unsigned count, uint8_t counter, uint8_t kind)
{
	unsigned fences = g->orders == ORDERS_FENCES || g->orders == ORDERS_SC_FENCES ? 20 : 0;

	for (unsigned i = 0; i < count; i++) {
		if (percent(g, fences))
			add_fence(g, t);
		else if (percent(g, 50))
			add_to_counter(g, t, counter, kind);
		else if (percent(g, 12))
			add_condition(g, t);
		else if (percent(g, 3))
			read_counter(g, t, counter);
		else
			add_access(g, t);
	}
}

/* What a later instruction of the thread looks at is not blind. */
static void open_eyes(struct code_of_thread *c)
{
	for (unsigned i = 0; i < c->length; i++) {
		if (c->at[i].code == I_POLL_LOCK) /* no loop polls with what is blind */
			c->at[i].code = I_LOCK;
		if (c->at[i].value.from >= 0)
			c->at[c->at[i].value.from].blind = false;
		if (c->at[i].expected.from >= 0)
			c->at[c->at[i].expected.from].blind = false;
	}
}

void program_generate_counters(struct program *p, uint64_t seed)
{
	struct generator g = {.p = p, .state = seed};

	memset(p, 0, sizeof *p);
	p->thread_count = (uint8_t)(2 + below(&g, 3));
	p->location_count = (uint8_t)(1 + below(&g, 2));
	g.orders = (uint8_t)below(&g, ORDERS_MOODS);
	g.actions = any_of(&g, action_moods, sizeof action_moods);
	for (unsigned l = 0; l < 3; l++)
		p->initial[l] = percent(&g, 15), p->size[l] = 1;
	uint8_t counter = p->location_count, kind = percent(&g, 70) ? 0 : (uint8_t)below(&g, 4);
	unsigned joined = 0, created = 0;
	for (unsigned t = 1; t < p->thread_count; t++) {
		p->threads[t].created = true;
		fill_with_counter(&g, t, 1 + below(&g, p->thread_count == 2 ? 4 : 3), counter, kind);
	}
	if (percent(&g, 20))
		add_to_counter(&g, 0, counter, kind);
	/* One after the other, or all at once; what is read in between may be too early. */
	while (joined + 1 < p->thread_count) {
		if (created + 1 < p->thread_count && (joined == created || percent(&g, 80)))
			add_thread_instruction(&g, 0, I_CREATE, ++created);
		else
			add_thread_instruction(&g, 0, I_JOIN, ++joined);
		if (p->threads[0].length < 9 && percent(&g, 10))
			fill_with_counter(&g, 0, 1, counter, kind);
		if (joined == created && p->threads[0].length < 9 && percent(&g, 30))
			read_counter(&g, 0, counter);
	}
	read_counter(&g, 0, counter);
	p->location_count++;
	for (unsigned t = 0; t < p->thread_count; t++)
		open_eyes(&p->threads[t]);
}
