#include "candidate.h"

#include <string.h>

#define NOWHERE MAX_LOCATIONS

struct builder {
	const struct program *p;
	const struct execution *e;
	struct candidate *c;
	struct nodes *n;
	node_set before; /* what is sequenced before the next event of the thread */
	uint8_t location[MAX_NODES], bytes[MAX_NODES];
	uint8_t read[MAX_THREADS][MAX_INSTRUCTIONS];   /* events */
	node_set nodes[MAX_THREADS][MAX_INSTRUCTIONS]; /* the same, with the write */
	uint8_t begin[MAX_THREADS], end[MAX_THREADS];
};

static uint8_t add_event(struct builder *b, uint8_t location)
{
	uint8_t id = (uint8_t)node_count++;

	for (unsigned k = 0; k < id; k++)
		if (b->before >> k & 1)
			relation_add(&b->c->sb, k, id);
	b->before |= (node_set)1 << id;
	b->location[id] = location;
	return id;
}

static void set_order(struct candidate *c, uint8_t id, uint8_t order, bool read, bool write)
{
	node_set self = (node_set)1 << id;

	if (read && order != M_RELAXED && order != M_RELEASE)
		c->acquiring |= self;
	if (write && (order == M_RELEASE || order == M_ACQ_REL || order == M_SEQ_CST))
		c->releasing |= self;
	if (order == M_SEQ_CST)
		c->seq_cst |= self;
}

/* Without parts, a location counts as one byte. */
static uint8_t bytes_of(const struct program *p, const struct instruction *in)
{
	return p->parts[in->location] ? program_bytes(p, in) : 1;
}

static void add_access(struct builder *b, unsigned t, unsigned i)
{
	const struct instruction *in = &b->p->threads[t].at[i];
	bool writes = b->e->at[t][i].position, reads = code_may_read(in->code);
	bool load = in->code == I_LOAD || in->code == I_LOOK || in->code == I_AWAIT;
	uint8_t order = writes || load ? in->order : in->order_failure;

	if (reads) {
		uint8_t id = b->read[t][i] = add_event(b, in->location);
		b->c->reads |= (node_set)1 << id;
		set_order(b->c, id, order, true, false);
		b->bytes[id] = bytes_of(b->p, in);
	}
	if (writes) {
		uint8_t id = b->n->write[t][i] = add_event(b, in->location);
		b->c->writes |= (node_set)1 << id;
		set_order(b->c, id, order, false, true);
		b->bytes[id] = bytes_of(b->p, in);
	}
	if (reads && writes)
		relation_add(&b->c->rmw, b->read[t][i], b->n->write[t][i]);
	b->nodes[t][i] =
		(reads ? (node_set)1 << b->read[t][i] : 0) | (writes ? (node_set)1 << b->n->write[t][i] : 0);
	if (code_is_on_queue(in->code))
		b->c->on_queue |= b->nodes[t][i];
	if (in->queue && reads)
		b->c->under_lock |= (node_set)1 << b->read[t][i];
}

static void add_fence(struct builder *b, uint8_t order)
{
	uint8_t id = add_event(b, NOWHERE);

	if (order == M_LIGHT) {
		b->c->light |= (node_set)1 << id;
		return;
	}
	b->c->fences |= (node_set)1 << id;
	if (order == M_HEAVY)
		b->c->heavy |= (node_set)1 << id;
	set_order(b->c, id, order == M_HEAVY ? M_SEQ_CST : order, true, true);
}

static void add_thread(struct builder *b, unsigned t, node_set initial)
{
	const struct code_of_thread *code = &b->p->threads[t];

	b->before = initial;
	b->begin[t] = add_event(b, NOWHERE);
	for (unsigned i = 0; i < code->length; i++) {
		const struct instruction *in = &code->at[i];
		b->n->next[t][i] = (uint8_t)node_count;
		if (!b->e->at[t][i].done)
			continue;
		if (code_has_location(in->code))
			add_access(b, t, i);
		else if (in->code == I_FENCE)
			add_fence(b, in->order);
		else if (in->code == I_CREATE || in->code == I_JOIN || in->code == I_SLEEP)
			b->read[t][i] = add_event(b, NOWHERE);
	}
	b->end[t] = add_event(b, NOWHERE);
}

static void relate_all(struct relation *r, node_set from, node_set to)
{
	for (unsigned i = 0; i < node_count; i++)
		for (unsigned k = 0; k < node_count; k++)
			if (from >> i & 1 && to >> k & 1)
				relation_add(r, i, k);
}

static bool is_memory_under_lock(const struct instruction *in)
{
	return in->queue && !code_is_on_queue(in->code);
}

/* An access of a queue: how its step begins. */
static void relate_step(struct builder *b, unsigned t, unsigned i)
{
	const struct instruction *in = &b->p->threads[t].at[i], *first = in - in->step_index;

	relate_all(&b->c->step_begins, b->nodes[t][i], b->nodes[t][i - in->step_index]);
	if (is_memory_under_lock(first) && first->queue == in->queue)
		relate_all(&b->c->step_reads, b->nodes[t][i], (node_set)1 << b->read[t][i - in->step_index]);
}

/* A read of memory under a lock: all accesses of the queue. */
static void relate_read(struct builder *b, unsigned t, unsigned i)
{
	for (unsigned u = 0; u < b->p->thread_count; u++)
		for (unsigned k = 0; k < b->p->threads[u].length; k++) {
			const struct instruction *in = &b->p->threads[u].at[k];
			if (code_is_on_queue(in->code) && in->queue == b->p->threads[t].at[i].queue)
				relate_all(&b->c->reads_of_queue, b->nodes[u][k],
				           (node_set)1 << b->read[t][i]);
		}
}

static void relate_queues(struct builder *b, unsigned t, unsigned i)
{
	const struct instruction *in = &b->p->threads[t].at[i];
	const struct step *s = &b->e->at[t][i];

	if (!s->done)
		return;
	if (code_is_on_queue(in->code))
		relate_step(b, t, i);
	else if (is_memory_under_lock(in))
		relate_read(b, t, i);
	else if (in->code == I_SLEEP)
		relation_add(&b->c->woken, b->n->write[s->from_thread][s->from_instruction], b->read[t][i]);
}

/* The step that this one takes its bytes from, or comes directly after; NULL: the initial value. */
static const struct step *source_of(const struct builder *b, const struct step *s)
{
	return s->from_thread == FROM_INITIAL ? NULL : &b->e->at[s->from_thread][s->from_instruction];
}

static unsigned source_node(const struct builder *b, uint8_t location, const struct step *s)
{
	return s->from_thread == FROM_INITIAL ? location : b->n->write[s->from_thread][s->from_instruction];
}

static void relate_source(struct builder *b, unsigned t, unsigned i)
{
	const struct instruction *in = &b->p->threads[t].at[i];
	const struct step *s = &b->e->at[t][i];
	unsigned at = source_node(b, in->location, s);

	if (instruction_stores_part(in)) {
		relation_add(&b->c->follows, at, b->n->write[t][i]);
		return;
	}
	relation_add(&b->c->place, at, b->read[t][i]);
	for (unsigned k = 0; k < b->c->byte_count; k++) {
		if (!(bytes_of(b->p, in) >> k & 1))
			continue;
		const struct step *from = s;
		unsigned node = at;
		while (!(b->bytes[node] >> k & 1)) {
			from = source_of(b, from);
			node = source_node(b, in->location, from);
		}
		relation_add(&b->c->from[k], node, b->read[t][i]);
		relation_add(&b->c->rf, node, b->read[t][i]);
	}
}

static void relate(struct builder *b, unsigned t, unsigned i)
{
	const struct instruction *in = &b->p->threads[t].at[i];
	const struct step *s = &b->e->at[t][i];

	if (!s->done)
		return;
	if (in->code == I_CREATE)
		relation_add(&b->c->asw, b->read[t][i], b->begin[in->thread]);
	else if (in->code == I_JOIN)
		relation_add(&b->c->asw, b->end[in->thread], b->read[t][i]);
	else if (code_may_read(in->code) || instruction_stores_part(in))
		relate_source(b, t, i);
}

static unsigned events_of(const struct instruction *in)
{
	if (in->code == I_PLAIN_READ || in->code == I_PLAIN_WRITE || code_needs_register(in->code))
		return 0;
	return code_may_read(in->code) && code_may_write(in->code) ? 2 : 1;
}

static bool fits(const struct program *p)
{
	unsigned events = p->location_count;

	for (unsigned t = 0; t < p->thread_count; t++) {
		events += 2;
		for (unsigned i = 0; i < p->threads[t].length; i++)
			events += events_of(&p->threads[t].at[i]);
	}
	return events <= MAX_NODES;
}

bool candidate_build(const struct program *p, const struct execution *e, struct candidate *c, struct nodes *n)
{
	struct builder b = {.p = p, .e = e, .c = c, .n = n};

	if (!fits(p))
		return false;
	memset(c, 0, sizeof *c);
	memset(n, 0, sizeof *n);
	node_count = 0;
	c->c11_sequences = p->c11_sequences;
	c->byte_count = 1;
	for (uint8_t l = 0; l < p->location_count; l++) {
		b.before = 0; /* initial values are not ordered among themselves */
		b.bytes[l] = (uint8_t)(p->parts[l] ? 0xffu >> (8 - p->size[l]) : 1);
		c->byte_count = p->parts[l] && c->byte_count < p->size[l] ? p->size[l] : c->byte_count;
		c->writes |= (node_set)1 << add_event(&b, l);
	}
	node_set initial = c->writes;
	for (unsigned t = 0; t < p->thread_count; t++)
		add_thread(&b, t, initial);
	for (unsigned t = 0; t < p->thread_count; t++)
		for (unsigned i = 0; i < p->threads[t].length; i++) {
			relate(&b, t, i);
			relate_queues(&b, t, i);
		}
	for (unsigned i = 0; i < node_count; i++)
		for (unsigned k = 0; k < node_count; k++)
			if (b.location[i] != NOWHERE && b.location[i] == b.location[k]) {
				relation_add(&c->same_location, i, k);
				if (b.bytes[i] & b.bytes[k])
					relation_add(&c->overlap, i, k);
			}
	for (unsigned i = 0; i < node_count; i++)
		for (unsigned k = 0; k < c->byte_count; k++)
			c->byte[k] |= (node_set)(b.bytes[i] >> k & 1) << i;
	return true;
}
