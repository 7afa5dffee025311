/*
 * Candidates come from running the program: every thread runs until it comes to a read whose source is
 * not decided yet, which is then decided in all possible ways. A source may be an instruction that has
 * not run yet; if it turns out never to write, or to wait for the read itself, the candidate is
 * dropped. So each choice of sources is met once, and po ∪ rf is acyclic.
 */
#include "reference.h"

#include "candidate.h"

#include <string.h>

#define NOT_DECIDED -1
#define FROM_INIT   -2

enum thread_state { NOT_THERE, RUNNING, WAITING, UNWANTED, ENDED };

struct run {
	uint8_t state[MAX_THREADS], pc[MAX_THREADS];
	uint64_t registers[MAX_THREADS][MAX_INSTRUCTIONS];
	bool second[MAX_THREADS]
		   [MAX_INSTRUCTIONS]; /* the other way: a weak compare-exchange fails, more is taken */
	int8_t source[MAX_THREADS][MAX_INSTRUCTIONS]; /* of a read: thread * MAX_INSTRUCTIONS + instruction */
	struct execution e;
};

struct search {
	const struct program *p;
	struct executions *set;
	bool *beyond;
	uint64_t left; /* candidates until the limit */
};

/* --- Running ---------------------------------------------------------------------------------------- */

enum progress { WAITS, UNDECIDED, IMPOSSIBLE, GOES_ON };

/*
 * A byte of a location with parts, as the instruction at `source` leaves it: its own, or what was left before
 * it by the instruction that it comes directly after.
 */
static enum progress read_byte(const struct program *p, const struct run *r, uint8_t location, int source,
                               unsigned byte, uint8_t *value)
{
	for (unsigned n = 0; n < MAX_THREADS * MAX_INSTRUCTIONS; n++) {
		if (source == FROM_INIT) {
			*value = (uint8_t)(byte ? 0 : p->initial[location]);
			return GOES_ON;
		}
		unsigned t = (unsigned)source / MAX_INSTRUCTIONS, i = (unsigned)source % MAX_INSTRUCTIONS;
		const struct instruction *in = &p->threads[t].at[i];
		uint8_t bytes = program_bytes(p, in);
		const struct step *s = &r->e.at[t][i];
		if (!s->done)
			return WAITS;
		if (!s->position)
			return IMPOSSIBLE;
		if (bytes >> byte & 1) {
			unsigned below = (unsigned)__builtin_popcount(bytes & ((1u << byte) - 1));
			*value = (uint8_t)(s->written >> 8 * below);
			return GOES_ON;
		}
		source = r->source[t][i];
	}
	return IMPOSSIBLE; /* they come after each other in a circle */
}

static enum progress read_bytes(const struct program *p, const struct run *r, const struct instruction *in,
                                int source, uint64_t *value)
{
	uint8_t bytes = program_bytes(p, in), read;
	unsigned n = 0;

	*value = 0;
	for (unsigned byte = 0; byte < p->size[in->location]; byte++) {
		if (!(bytes >> byte & 1))
			continue;
		enum progress way = read_byte(p, r, in->location, source, byte, &read);
		if (way != GOES_ON)
			return way;
		*value |= (uint64_t)read << 8 * n++;
	}
	if (source == FROM_INIT)
		return GOES_ON;
	const struct step *s = &r->e.at[source / MAX_INSTRUCTIONS][source % MAX_INSTRUCTIONS];
	return !s->done ? WAITS : s->position ? GOES_ON : IMPOSSIBLE;
}

/* Whether a read that only reads may have this source: it has written some of the bytes. */
static bool is_of_same_bytes(const struct program *p, const struct instruction *in, int source)
{
	if (source == FROM_INIT)
		return true;
	const struct instruction *w = &p->threads[source / MAX_INSTRUCTIONS].at[source % MAX_INSTRUCTIONS];
	return program_bytes(p, w) & program_bytes(p, in);
}

/* What a read reads, if its source is decided and has run. */
static enum progress read_source(const struct program *p, const struct run *r, unsigned t, unsigned i,
                                 uint64_t *value)
{
	uint8_t location = p->threads[t].at[i].location;
	int source = r->source[t][i];

	if (source == NOT_DECIDED)
		return UNDECIDED;
	if (p->parts[location])
		return read_bytes(p, r, &p->threads[t].at[i], source, value);
	if (source == FROM_INIT) {
		*value = p->initial[location];
		return GOES_ON;
	}
	const struct step *s = &r->e.at[source / MAX_INSTRUCTIONS][source % MAX_INSTRUCTIONS];
	if (!s->done)
		return WAITS;
	*value = s->written;
	return s->position ? GOES_ON : IMPOSSIBLE;
}

static void set_source(struct step *s, int source)
{
	if (source == FROM_INIT) {
		s->from_thread = FROM_INITIAL;
		return;
	}
	s->from_thread = (uint8_t)(source / MAX_INSTRUCTIONS);
	s->from_instruction = (uint8_t)(source % MAX_INSTRUCTIONS);
}

/* Marks the first n instructions of a thread, and what comes before them in program order and reads-from. */
static void mark_past(const struct program *p, const struct run *r, unsigned t, unsigned n, uint64_t *marked)
{
	for (unsigned u = 0; u < p->thread_count && p->threads[t].created; u++)
		for (unsigned k = 0; k < p->threads[u].length; k++)
			if (p->threads[u].at[k].code == I_CREATE && p->threads[u].at[k].thread == t &&
			    r->e.at[u][k].done && !(*marked & (uint64_t)1 << (u * MAX_INSTRUCTIONS + k)))
				mark_past(p, r, u, k + 1, marked);
	while (n--) {
		const struct instruction *in = &p->threads[t].at[n];
		const struct step *s = &r->e.at[t][n];
		uint64_t bit = (uint64_t)1 << (t * MAX_INSTRUCTIONS + n);
		if (!s->done || *marked & bit)
			continue;
		*marked |= bit;
		if (in->code == I_JOIN)
			mark_past(p, r, in->thread, p->threads[in->thread].length, marked);
		else if ((code_may_read(in->code) || in->code == I_SLEEP) && s->from_thread != FROM_INITIAL)
			mark_past(p, r, s->from_thread, s->from_instruction + 1u, marked);
	}
}

static bool takes_lock(const struct program *p, const struct run *r, unsigned t, unsigned i)
{
	uint8_t code = p->threads[t].at[i].code;

	return r->e.at[t][i].position && (code == I_LOCK || code == I_POLL_LOCK || code == I_TRYLOCK);
}

static bool modifies(const struct program *p, const struct run *r, unsigned t, unsigned i)
{
	uint8_t code = p->threads[t].at[i].code;

	return r->e.at[t][i].position && code >= I_EXCHANGE && code <= I_WEAK_CAS;
}

static bool reads_from(const struct program *p, const struct run *r, unsigned u, unsigned k, unsigned t,
                       unsigned i)
{
	const struct step *s = &r->e.at[u][k];

	return s->done && code_may_read(p->threads[u].at[k].code) && s->from_thread == t &&
	       s->from_instruction == i;
}

/*
 * What was there before a row of the thread's own read-modify-writes that ends with instruction k. False: no
 * such row.
 */
static bool held_before(const struct program *p, const struct run *r, unsigned t, unsigned k, uint64_t *value)
{
	for (; modifies(p, r, t, k); k = r->e.at[t][k].from_instruction) {
		*value = r->e.at[t][k].read;
		if (r->e.at[t][k].from_thread != t)
			return true;
	}
	return false;
}

/*
 * Whether the thread, before its instruction i, has by a read-modify-write changed something that it has not
 * changed back at once, or that others in the past of the instruction have read.
 */
static bool has_changed(const struct program *p, const struct run *r, unsigned t, unsigned i, uint64_t past)
{
	for (unsigned k = 0; k < i; k++) {
		uint64_t value;
		bool goes_on = false;
		if (!modifies(p, r, t, k))
			continue;
		if (held_before(p, r, t, k, &value) && value == r->e.at[t][k].written)
			continue;
		if (!held_before(p, r, t, k, &value))
			return true;
		for (unsigned n = k + 1; n < i; n++)
			goes_on |= reads_from(p, r, t, n, t, k) && r->e.at[t][n].position;
		if (!goes_on)
			return true;
		for (unsigned u = 0; u < p->thread_count; u++)
			for (unsigned n = 0; n < p->threads[u].length && u != t; n++)
				if (past & (uint64_t)1 << (u * MAX_INSTRUCTIONS + n) &&
				    reads_from(p, r, u, n, t, k))
					return true;
	}
	return false;
}

/*
 * Whether, in the past of instruction i, whose source is set, the thread has taken another lock, or another
 * thread has read a lock that it took, and only read; or the thread has changed something.
 */
static bool lock_was_seen(const struct program *p, const struct run *r, unsigned t, unsigned i)
{
	const struct step *s = &r->e.at[t][i];
	uint64_t past = 0;

	for (unsigned k = 0; k < i; k++)
		if (takes_lock(p, r, t, k) && p->threads[t].at[k].location != p->threads[t].at[i].location)
			return true;
	mark_past(p, r, t, i, &past);
	if (s->from_thread != FROM_INITIAL)
		mark_past(p, r, s->from_thread, s->from_instruction + 1u, &past);
	if (has_changed(p, r, t, i, past))
		return true;
	for (unsigned u = 0; u < p->thread_count; u++)
		for (unsigned k = 0; k < p->threads[u].length; k++) {
			const struct step *seer = &r->e.at[u][k];
			if (u == t || !(past & (uint64_t)1 << (u * MAX_INSTRUCTIONS + k)) ||
			    !code_may_read(p->threads[u].at[k].code) || seer->position ||
			    seer->from_thread != t)
				continue;
			if (takes_lock(p, r, t, seer->from_instruction))
				return true;
		}
	return false;
}

static enum progress run_access(const struct program *p, struct run *r, unsigned t, unsigned i)
{
	const struct instruction *in = &p->threads[t].at[i];
	struct step *s = &r->e.at[t][i];
	uint64_t value = 0, expected;

	if (instruction_stores_part(in) && r->source[t][i] == NOT_DECIDED)
		return UNDECIDED;
	if (instruction_stores_part(in))
		set_source(s, r->source[t][i]);
	if (code_may_read(in->code)) {
		enum progress way = read_source(p, r, t, i, &value);
		if (way != GOES_ON)
			return way;
		set_source(s, r->source[t][i]);
		r->registers[t][i] = s->read = value;
	}
	expected = program_value(p, in, program_operand(p, in, in->expected, r->registers[t]));
	bool second = r->second[t][i];
	if (second && !code_has_second_variant(in->code, value, expected))
		return IMPOSSIBLE;
	bool seen = in->code == I_POLL_LOCK && lock_was_seen(p, r, t, i);
	if (instruction_writes(in, value, seen, expected) && !(second && in->code == I_WEAK_CAS)) {
		bool counts_variants = in->code == I_TAKE || in->code == I_WAKE_ONE;
		uint64_t operand =
			counts_variants ? 1u + second : program_operand(p, in, in->value, r->registers[t]);
		s->written = program_value(p, in, instruction_result(in, value, operand));
		s->position = 1; /* until there is a modification order: it writes */
	}
	if (code_may_read(in->code) && !s->position && !is_of_same_bytes(p, in, r->source[t][i]))
		return IMPOSSIBLE;
	if (instruction_waits(in, value, seen))
		r->state[t] = WAITING;
	if (in->code == I_LOOK && value != in->expected.constant)
		r->pc[t] = (uint8_t)(r->pc[t] + in->skip);
	return GOES_ON;
}

/* The instruction that replaces what *at has written, if one is known. IMPOSSIBLE: there are two. */
static enum progress find_next(const struct program *p, const struct run *r, int *at)
{
	int found = NOT_DECIDED;

	for (int t = 0; t < p->thread_count; t++)
		for (int i = 0; i < p->threads[t].length; i++) {
			const struct step *s = &r->e.at[t][i];
			if (!s->position || !code_may_read(p->threads[t].at[i].code) ||
			    s->from_thread == FROM_INITIAL ||
			    s->from_thread * MAX_INSTRUCTIONS + s->from_instruction != *at)
				continue;
			if (found != NOT_DECIDED)
				return IMPOSSIBLE;
			found = t * MAX_INSTRUCTIONS + i;
		}
	*at = found;
	return found == NOT_DECIDED ? WAITS : GOES_ON;
}

/* Who has taken the bit away that the instruction before has set, and not put it elsewhere. */
static enum progress run_sleep(const struct program *p, struct run *r, unsigned t, unsigned i)
{
	int at = (int)(t * MAX_INSTRUCTIONS + i - 1);
	uint64_t bit = p->threads[t].at[i - 1].value.constant;

	for (;;) {
		enum progress way = find_next(p, r, &at);
		if (way != GOES_ON)
			return way;
		const struct step *s = &r->e.at[at / MAX_INSTRUCTIONS][at % MAX_INSTRUCTIONS];
		if (s->written & bit)
			continue;
		if (p->threads[at / MAX_INSTRUCTIONS].at[at % MAX_INSTRUCTIONS].code != I_MOVE_OUT)
			break;
		if (!s[1].done)
			return WAITS;
		at++;
	}
	set_source(&r->e.at[t][i], at);
	return GOES_ON;
}

static enum progress run_other(const struct program *p, struct run *r, unsigned t, unsigned i)
{
	const struct instruction *in = &p->threads[t].at[i];

	switch (in->code) {
	case I_CHOOSE:
		if (r->source[t][i] == NOT_DECIDED)
			return UNDECIDED;
		r->registers[t][i] = r->e.at[t][i].read = (uint64_t)r->source[t][i];
		break;
	case I_IF:
	case I_IF_LESS:
	case I_IF_MORE:
		if (!instruction_holds(in, r->registers[t]))
			r->pc[t] = (uint8_t)(r->pc[t] + in->skip);
		break;
	case I_ASSUME:
		if (!instruction_holds(in, r->registers[t]))
			r->state[t] = UNWANTED;
		break;
	case I_CREATE:
		r->state[in->thread] = RUNNING;
		break;
	case I_SLEEP:
		return run_sleep(p, r, t, i);
	case I_JOIN:
		return r->state[in->thread] == ENDED ? GOES_ON : WAITS;
	}
	return GOES_ON;
}

static enum progress run_instruction(const struct program *p, struct run *r, unsigned t)
{
	unsigned i = r->pc[t];

	if (r->state[t] != RUNNING)
		return WAITS;
	if (i >= p->threads[t].length) {
		r->state[t] = ENDED;
		return GOES_ON;
	}
	enum progress way =
		code_has_location(p->threads[t].at[i].code) ? run_access(p, r, t, i) : run_other(p, r, t, i);
	if (way == GOES_ON) {
		r->e.at[t][i].done = 1;
		r->pc[t]++;
	}
	return way;
}

/* Runs all threads as far as they go. UNDECIDED: *t stands at something to decide. WAITS: that was all. */
static enum progress run_threads(const struct program *p, struct run *r, unsigned *t)
{
	bool again = true;

	while (again) {
		again = false;
		for (unsigned k = 0; k < p->thread_count; k++) {
			enum progress way;
			while ((way = run_instruction(p, r, k)) == GOES_ON)
				again = true;
			if (way == IMPOSSIBLE)
				return way;
		}
	}
	for (*t = 0; *t < p->thread_count; ++*t)
		if (run_instruction(p, r, *t) == UNDECIDED)
			return UNDECIDED;
	return WAITS;
}

/* Nobody can go on: whether that is an end, and not a read that waits for what never comes. */
static bool came_to_an_end(const struct program *p, struct run *r)
{
	r->e.complete = 1;
	for (unsigned t = 0; t < p->thread_count; t++) {
		uint8_t code = p->threads[t].at[r->pc[t]].code;
		if (r->state[t] == RUNNING && code != I_JOIN && code != I_SLEEP)
			return false;
		if (r->state[t] == RUNNING || r->state[t] == WAITING || r->state[t] == UNWANTED)
			r->e.complete = 0;
	}
	return true;
}

/* --- Modification orders ---------------------------------------------------------------------------- */

struct write {
	uint8_t thread, instruction;
};

/* One choice of sources, and the writes to be ordered. */
struct ordering {
	struct search *search;
	const struct run *run;
	struct execution *e;
	struct candidate c;
	struct nodes nodes;
	struct write writes[MAX_LOCATIONS][MAX_THREADS * MAX_INSTRUCTIONS];
	uint8_t counts[MAX_LOCATIONS];
};

static void collect_writes(struct ordering *o)
{
	const struct program *p = o->search->p;

	for (uint8_t t = 0; t < p->thread_count; t++)
		for (uint8_t i = 0; i < p->threads[t].length; i++) {
			uint8_t l = p->threads[t].at[i].location;
			if (o->e->at[t][i].position)
				o->writes[l][o->counts[l]++] = (struct write){t, i};
		}
}

/* Whether no write of the bytes that the instruction reads comes after the one that it reads from. */
static bool reads_the_newest(const struct ordering *o, const struct step *s, const struct instruction *in)
{
	unsigned k =
		s->from_thread == FROM_INITIAL ? 0 : o->e->at[s->from_thread][s->from_instruction].position;

	for (; k < o->counts[in->location]; k++) {
		const struct write *w = &o->writes[in->location][k];
		if (is_of_same_bytes(o->search->p, in, w->thread * MAX_INSTRUCTIONS + w->instruction))
			return false;
	}
	return true;
}

/* Whether the threads that did not come to their ends wait for what will not happen any more. */
static bool stuck_for_good(const struct ordering *o)
{
	const struct program *p = o->search->p;

	for (unsigned t = 0; t < p->thread_count; t++) {
		if (o->run->state[t] == UNWANTED)
			return false;
		if (o->run->state[t] != WAITING)
			continue;
		unsigned i = o->run->pc[t] - 1u; /* it has been done */
		if (!reads_the_newest(o, &o->e->at[t][i], &p->threads[t].at[i]))
			return false;
	}
	return !o->e->complete;
}

/* What a write leaves of a location that held `memory`. */
static uint64_t leave(const struct program *p, uint64_t memory, const struct write *w, uint64_t written)
{
	uint8_t bytes = program_bytes(p, &p->threads[w->thread].at[w->instruction]);

	for (unsigned byte = 0; byte < 8; byte++) {
		if (!(bytes >> byte & 1))
			continue;
		memory = (memory & ~((uint64_t)0xff << 8 * byte)) | (written & 0xff) << 8 * byte;
		written >>= 8;
	}
	return memory;
}

/* All writes have their places: that is one of the executions. */
static void add_execution(struct ordering *o)
{
	for (uint8_t l = 0; l < o->search->p->location_count; l++) {
		o->e->memory[l] = o->search->p->initial[l];
		for (unsigned k = 0; k < o->counts[l]; k++) {
			struct step *s = &o->e->at[o->writes[l][k].thread][o->writes[l][k].instruction];
			s->position = (uint8_t)(k + 1);
			o->e->memory[l] = leave(o->search->p, o->e->memory[l], &o->writes[l][k], s->written);
		}
	}
	if (o->c.beyond) {
		*o->search->beyond |= axioms_hold_beyond(&o->c);
		return;
	}
	o->e->stuck = stuck_for_good(o);
	executions_add(o->search->set, o->e);
}

/* Orders the k-th write of a location, or its initial value for -1, before those that come after it. */
static void order_before_rest(struct ordering *o, unsigned l, int k)
{
	struct write *w = o->writes[l];
	unsigned from = k < 0 ? l : o->nodes.write[w[k].thread][w[k].instruction];

	for (int i = k + 1; i < o->counts[l]; i++)
		relation_add(&o->c.mo, from, o->nodes.write[w[i].thread][w[i].instruction]);
}

/*
 * Tries all orders of the writes of location l and of those after it, of which the first k of l are fixed.
 * More edges never make a graph consistent, so an order that already violates an axiom is not completed.
 */
static bool try_orders(struct ordering *o, unsigned l, int k)
{
	if (!o->search->left)
		return false;
	o->search->left--;
	if (!axioms_hold(&o->c))
		return true;
	while (l < o->search->p->location_count && k == o->counts[l])
		l++, k = 0;
	if (l == o->search->p->location_count) {
		add_execution(o);
		return true;
	}
	struct write *w = o->writes[l];
	struct relation mo = o->c.mo;
	for (int i = k; i < o->counts[l]; i++) {
		struct write first = w[k];
		w[k] = w[i];
		w[i] = first;
		order_before_rest(o, l, k);
		if (!try_orders(o, l, k + 1))
			return false;
		o->c.mo = mo;
		w[i] = w[k];
		w[k] = first;
	}
	return true;
}

/* Whether what stores to parts come after has written. */
static bool part_stores_hold(const struct program *p, const struct run *r)
{
	for (unsigned t = 0; t < p->thread_count; t++)
		for (unsigned i = 0; i < p->threads[t].length; i++) {
			int source = r->source[t][i];
			if (!instruction_stores_part(&p->threads[t].at[i]) || !r->e.at[t][i].done ||
			    source == FROM_INIT)
				continue;
			const struct step *s = &r->e.at[source / MAX_INSTRUCTIONS][source % MAX_INSTRUCTIONS];
			if (!s->done || !s->position)
				return false;
		}
	return true;
}

static bool try_sources(struct search *s, struct run *r)
{
	struct execution *e = &r->e;
	struct ordering o = {.search = s, .run = r, .e = e};

	if (!part_stores_hold(s->p, r))
		return true;

	if (!candidate_build(s->p, e, &o.c, &o.nodes))
		return false;
	if (!axioms_without_mo(&o.c)) {
		s->left -= s->left > 0;
		return s->left;
	}
	collect_writes(&o);
	for (unsigned l = 0; l < s->p->location_count; l++)
		order_before_rest(&o, l, -1);
	return try_orders(&o, 0, 0);
}

/* --- Choosing sources ------------------------------------------------------------------------------- */

static bool search(struct search *s, struct run r);

static bool decide_choice(struct search *s, struct run *r, unsigned t, unsigned i)
{
	for (uint8_t k = 0; k < s->p->threads[t].at[i].value.constant; k++) {
		r->source[t][i] = (int8_t)k;
		if (!search(s, *r))
			return false;
	}
	return true;
}

static bool decide_source(struct search *s, struct run *r, unsigned t, unsigned i, int8_t source)
{
	r->source[t][i] = source;
	if (code_has_two_variants(s->p->threads[t].at[i].code)) {
		r->second[t][i] = true;
		if (!search(s, *r))
			return false;
		r->second[t][i] = false;
	}
	return search(s, *r);
}

static bool decide_read(struct search *s, struct run *r, unsigned t, unsigned i)
{
	uint8_t location = s->p->threads[t].at[i].location;

	if (!decide_source(s, r, t, i, FROM_INIT))
		return false;
	for (unsigned u = 0; u < s->p->thread_count; u++)
		for (unsigned k = 0; k < s->p->threads[u].length; k++) {
			const struct instruction *w = &s->p->threads[u].at[k];
			if (!code_may_write(w->code) || w->location != location)
				continue;
			if (!decide_source(s, r, t, i, (int8_t)(u * MAX_INSTRUCTIONS + k)))
				return false;
		}
	return true;
}

static bool search(struct search *s, struct run r)
{
	unsigned t;

	switch (run_threads(s->p, &r, &t)) {
	case UNDECIDED:
		return s->p->threads[t].at[r.pc[t]].code == I_CHOOSE ? decide_choice(s, &r, t, r.pc[t])
		                                                     : decide_read(s, &r, t, r.pc[t]);
	case WAITS:
		return !came_to_an_end(s->p, &r) || try_sources(s, &r);
	default:
		return true;
	}
}

bool reference_executions(const struct program *p, uint64_t limit, struct executions *set, bool *beyond)
{
	struct search s = {p, set, beyond, limit};
	struct run r;

	*beyond = false;
	memset(&r, 0, sizeof r);
	memset(r.source, NOT_DECIDED, sizeof r.source);
	for (unsigned t = 0; t < p->thread_count; t++)
		r.state[t] = p->threads[t].created ? NOT_THERE : RUNNING;
	return search(&s, r);
}
