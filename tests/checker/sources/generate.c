/*
 * Random programs in which plain memory is shared properly, most of the time: each object is guarded by a
 * lock, published through an atomic variable, or used by one thread. In some of the programs one of these
 * rules is broken. Whether that is a race is for the oracle to say.
 */
#include "source.h"

#include "../engine/random.h"

#include <string.h>

const char *const kind_names[KINDS] = {"structs", "cxx",     "libc",        "jumps",
                                       "locks",   "threads", "cxx-threads", "assembly"};

enum guard { LOCKED, PUBLISHED, OWNED };

struct generator {
	struct source *s;
	struct program *p;
	uint64_t state;
	uint8_t locks;
	enum guard guard[MAX_OBJECTS];
	uint8_t guardian[MAX_OBJECTS]; /* the lock, the flag or the thread */
	uint8_t publisher[MAX_OBJECTS];
	bool published[MAX_OBJECTS];
	bool breaks_rules;
	bool any_lock_order;
};

static unsigned below(struct generator *g, unsigned n)
{
	return random_below(&g->state, n);
}

static bool percent(struct generator *g, unsigned n)
{
	return below(g, 100) < n;
}

static struct instruction *append(struct generator *g, unsigned t, uint8_t code)
{
	struct code_of_thread *c = &g->p->threads[t];
	struct instruction *in = &c->at[c->length++];

	*in = (struct instruction){.code = code, .value.from = -1, .expected.from = -1};
	return in;
}

static unsigned room(const struct generator *g, unsigned t)
{
	return MAX_INSTRUCTIONS - g->p->threads[t].length;
}

static bool slips(struct generator *g)
{
	return g->breaks_rules && percent(g, 25);
}

/* --- Plain memory ----------------------------------------------------------------------------------- */

static void add_plain(struct generator *g, unsigned t, unsigned object)
{
	struct instruction *in = append(g, t, percent(g, 55) ? I_PLAIN_WRITE : I_PLAIN_READ);

	in->location = (uint8_t)object;
	if (in->code == I_PLAIN_WRITE)
		in->value.constant = (uint8_t)(1 + below(g, 6));
}

static bool add_guarded(struct generator *g, unsigned t, enum guard guard, unsigned guardian)
{
	for (unsigned k = 0, from = below(g, MAX_OBJECTS); k < MAX_OBJECTS; k++) {
		unsigned o = (from + k) % MAX_OBJECTS;
		if (o < g->s->object_count && g->guard[o] == guard && g->guardian[o] == guardian) {
			add_plain(g, t, o);
			return true;
		}
	}
	return false;
}

/* --- Atomics ---------------------------------------------------------------------------------------- */

static void add_implied_fence(struct generator *g, unsigned t)
{
	g->s->written[t][g->p->threads[t].length] = IMPLIED;
	append(g, t, I_FENCE)->order = M_SEQ_CST;
}

/* The lock prefix is a full fence on both sides. */
static void add_in_assembly(struct generator *g, unsigned t, struct instruction in)
{
	bool modifies = code_may_read(in.code) && code_may_write(in.code);
	struct code_of_thread *c = &g->p->threads[t];

	if (modifies)
		add_implied_fence(g, t);
	if (in.code == I_FENCE || modifies)
		in.order = in.order_failure = M_SEQ_CST;
	else
		in.order = in.code == I_LOAD ? M_ACQUIRE : M_RELEASE;
	bool silent = in.code == I_AND || in.code == I_OR || in.code == I_XOR;
	if (in.code == I_ADD || in.code == I_SUB)
		silent = percent(g, 50);
	g->s->written[t][c->length] = silent ? SILENT : IN_ASSEMBLY;
	c->at[c->length++] = in;
	if (modifies)
		add_implied_fence(g, t);
}

static bool has_assembly(uint8_t code)
{
	return code != I_NAND && code != I_WEAK_CAS;
}

static unsigned add(struct generator *g, unsigned t, struct instruction in)
{
	struct code_of_thread *c = &g->p->threads[t];
	unsigned at;

	if (g->s->kind == ASSEMBLY && has_assembly(in.code) && percent(g, 70)) {
		at = c->length + (code_may_read(in.code) && code_may_write(in.code));
		add_in_assembly(g, t, in);
		return at;
	}
	c->at[c->length] = in;
	return c->length++;
}

static void add_fence(struct generator *g, unsigned t)
{
	static const uint8_t orders[] = {M_ACQUIRE, M_RELEASE, M_ACQ_REL, M_SEQ_CST, M_SEQ_CST};
	struct instruction in = {.code = I_FENCE, .value.from = -1, .expected.from = -1};

	in.order = orders[below(g, sizeof orders)];
	add(g, t, in);
}

static struct instruction an_access(struct generator *g, unsigned location)
{
	static const uint8_t codes[] = {I_LOAD, I_LOAD, I_STORE, I_STORE, I_EXCHANGE, I_ADD,
	                                I_SUB,  I_OR,   I_AND,   I_XOR,   I_CAS};
	static const uint8_t modify[] = {M_RELAXED, M_ACQUIRE, M_RELEASE, M_ACQ_REL, M_SEQ_CST};
	static const uint8_t load[] = {M_RELAXED, M_ACQUIRE, M_SEQ_CST};
	static const uint8_t store[] = {M_RELAXED, M_RELEASE, M_SEQ_CST};
	struct instruction in = {.value.from = -1, .expected.from = -1};

	in.code = codes[below(g, sizeof codes)];
	in.location = (uint8_t)location;
	in.order = in.code == I_LOAD    ? load[below(g, 3)]
	           : in.code == I_STORE ? store[below(g, 3)]
	                                : modify[below(g, 5)];
	in.order_failure = in.order == M_SEQ_CST ? load[below(g, 3)] : M_RELAXED; /* none stronger */
	in.value.constant = (uint8_t)(1 + below(g, 3));
	in.expected.constant = (uint8_t)below(g, 3);
	return in;
}

/* Writes the object, then sets its flag. */
static void publish(struct generator *g, unsigned t, unsigned object)
{
	struct instruction in = {.code = percent(g, 70) ? I_STORE : I_EXCHANGE,
	                         .order = percent(g, 70) ? M_RELEASE : M_SEQ_CST,
	                         .location = g->guardian[object],
	                         .value = {1, -1},
	                         .expected = {0, -1}};

	if (slips(g))
		in.order = M_RELAXED;
	add_plain(g, t, object);
	g->p->threads[t].at[g->p->threads[t].length - 1].code = I_PLAIN_WRITE;
	g->p->threads[t].at[g->p->threads[t].length - 1].value.constant = (uint8_t)(1 + below(g, 6));
	add(g, t, in);
	g->published[object] = true;
}

/* Looks at the flag, and uses the object if it is set. */
static void consume(struct generator *g, unsigned t, unsigned object)
{
	struct instruction in = {.code = I_LOAD,
	                         .order = percent(g, 70) ? M_ACQUIRE : M_SEQ_CST,
	                         .location = g->guardian[object],
	                         .value.from = -1,
	                         .expected.from = -1};

	if (slips(g))
		in.order = M_RELAXED;
	unsigned load = add(g, t, in);
	if (!slips(g)) {
		struct instruction *condition = append(g, t, I_IF);
		condition->expected = (struct operand){1, (int8_t)load};
		condition->skip = 1;
	}
	add_plain(g, t, object);
}

/* --- Locks ------------------------------------------------------------------------------------------ */

static void add_lock(struct generator *g, unsigned t, unsigned lock, bool locks)
{
	struct instruction *in = append(g, t, locks ? I_LOCK : I_UNLOCK);

	in->location = (uint8_t)(g->s->first_lock + lock);
	in->order = locks ? M_ACQUIRE : M_RELEASE;
	in->order_failure = M_RELAXED;
}

/* One lock in another, with accesses in each. */
static void add_section(struct generator *g, unsigned t, unsigned outer, unsigned depth, unsigned held)
{
	unsigned inner = g->any_lock_order ? below(g, g->locks) : outer + 1;

	held |= 1u << outer; /* what locks itself again does different things */

	add_lock(g, t, outer, true);
	add_guarded(g, t, LOCKED, outer);
	if (depth > 1 && !(held >> inner & 1) && inner < g->locks && room(g, t) > 8)
		add_section(g, t, inner, depth - 1, held);
	if (percent(g, 20) && room(g, t) > 4)
		add_guarded(g, t, LOCKED, slips(g) ? below(g, g->locks) : outer);
	add_lock(g, t, outer, false);
	if (slips(g))
		add_guarded(g, t, LOCKED, outer);
}

static void add_sections(struct generator *g, unsigned t)
{
	struct code_of_thread *c = &g->p->threads[t];
	unsigned from = c->length, turns = g->s->kind == LOCKS ? 1 + below(g, 3) : 1;

	add_section(g, t, below(g, g->locks), g->s->kind == LOCKS ? 1 + below(g, 3) : 1, 0);
	unsigned length = c->length - from;
	if (turns < 2 || length * (turns - 1) + 4 > room(g, t))
		return;
	for (unsigned k = length; k < length * turns; k++)
		c->at[c->length++] = c->at[from + k - length];
	g->s->loops[t][from] = (struct loop){(uint8_t)turns, (uint8_t)length};
}

/* --- Threads ---------------------------------------------------------------------------------------- */

static void use_own(struct generator *g, unsigned t)
{
	for (unsigned o = 0; o < g->s->object_count; o++)
		if (g->guard[o] == OWNED && (g->guardian[o] == t || slips(g)))
			add_plain(g, t, o);
}

static void add_something(struct generator *g, unsigned t)
{
	unsigned o = below(g, g->s->object_count);

	if (g->locks && percent(g, g->s->kind == LOCKS ? 90 : 35)) {
		add_sections(g, t);
	} else if (g->guard[o] == PUBLISHED && g->publisher[o] == t) {
		if (!g->published[o] || slips(g))
			publish(g, t, o);
	} else if (g->guard[o] == PUBLISHED) {
		consume(g, t, o);
	} else if (g->guard[o] == OWNED) {
		use_own(g, t);
	} else if (g->s->first_lock && percent(g, 15)) {
		add_fence(g, t);
	} else if (g->s->first_lock) {
		add(g, t, an_access(g, below(g, g->s->first_lock)));
	}
}

static void fill_thread(struct generator *g, unsigned t, const int8_t *creator, const int8_t *joiner)
{
	unsigned things = 1 + below(g, g->p->thread_count > 2 ? 2 : 3);

	for (unsigned o = 0; o < g->s->object_count; o++)
		if (g->guard[o] == PUBLISHED && g->publisher[o] == t && percent(g, 60))
			publish(g, t, o);
	for (unsigned u = 1; u < g->p->thread_count; u++)
		if (creator[u] == (int)t) {
			if (percent(g, 50))
				use_own(g, t);
			append(g, t, I_CREATE)->thread = (uint8_t)u;
		}
	for (unsigned k = 0; k < things && room(g, t) > 14; k++)
		add_something(g, t);
	for (unsigned u = 1; u < g->p->thread_count; u++)
		if (joiner[u] == (int)t)
			append(g, t, I_JOIN)->thread = (uint8_t)u;
	if (percent(g, 50) && room(g, t) > 5)
		use_own(g, t);
}

static void choose_guards(struct generator *g)
{
	for (unsigned o = 0; o < g->s->object_count; o++) {
		unsigned kind = below(g, 10);
		g->publisher[o] = (uint8_t)below(g, g->p->thread_count);
		if (g->locks && (kind < 4 || g->s->kind == LOCKS)) {
			g->guard[o] = LOCKED;
			g->guardian[o] = (uint8_t)below(g, g->locks);
		} else if (g->s->first_lock && kind < 8) {
			g->guard[o] = PUBLISHED;
			g->guardian[o] = (uint8_t)below(g, g->s->first_lock);
		} else {
			g->guard[o] = OWNED;
			g->guardian[o] = (uint8_t)below(g, g->p->thread_count);
		}
	}
}

static void choose_threads(struct generator *g, int8_t *creator, int8_t *joiner)
{
	bool all = g->s->kind == THREADS || g->s->kind == CXX_THREADS;
	bool tree = percent(g, all ? 80 : 30);

	for (unsigned t = 0; t < MAX_THREADS; t++)
		creator[t] = joiner[t] = -1;
	for (unsigned t = 1; tree && t < g->p->thread_count; t++) {
		creator[t] = (int8_t)below(g, t);
		g->p->threads[t].created = true;
		if (all || percent(g, 60))
			joiner[t] = creator[t]; /* nobody else knows it, if nothing orders them */
	}
}

void source_generate(struct source *s, enum kind kind, uint64_t seed)
{
	struct generator g = {.s = s, .p = &s->program, .state = seed * KINDS + kind};
	int8_t creator[MAX_THREADS], joiner[MAX_THREADS];
	bool many = kind == THREADS || kind == CXX_THREADS;

	memset(s, 0, sizeof *s);
	s->kind = kind;
	s->seed = seed;
	g.p->thread_count = (uint8_t)(2 + percent(&g, many ? 70 : 35) + (many && percent(&g, 40)));
	s->object_count = (uint8_t)(1 + below(&g, MAX_OBJECTS));
	s->first_lock = kind == LOCKS ? 0 : (uint8_t)(1 + percent(&g, 60));
	g.locks = kind == LOCKS ? (uint8_t)(1 + below(&g, 3)) : percent(&g, 50) && !many;
	g.p->location_count = (uint8_t)(s->first_lock + g.locks);
	for (unsigned l = 0; l < g.p->location_count; l++)
		g.p->size[l] = (uint8_t)(1 << below(&g, 4));
	g.breaks_rules = percent(&g, 35);
	g.any_lock_order = percent(&g, 25);
	choose_guards(&g);
	choose_threads(&g, creator, joiner);
	for (unsigned t = 0; t < g.p->thread_count; t++)
		fill_thread(&g, t, creator, joiner);
}
