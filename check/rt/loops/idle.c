/*
 * Reads that are of no use.
 *
 * A loop whose iteration is a read, and nothing else, comes back to the state in which it began as long as
 * it reads the same value. Whenever a thread is in this state, and would read that value, it can wait
 * without the read, and an execution in which it has read it although there is something newer leads
 * nowhere: see engine/unblock.c. What leads back is learnt by doing it once. It follows from the state and
 * the value alone, as spin.c says, if the iteration has made no plain access but on the thread's own stack,
 * which belongs to the state.
 *
 * Nor would another thread's access then race with one of the iteration. Unless it is one of the thread's
 * stack: if there is any, of a thread that has made such accesses in such an iteration, all begins again
 * without reductions, and the stack is as other memory.
 *
 * Each worker knows for itself what it has learnt; of stacks they know together.
 */
#include "rt/loops/idle.h"

#include "engine/parts.h"
#include "engine/reserve.h"
#include "engine/symmetry.h"

#define MOST_KEYS ((uint32_t)1 << 14)

static uint64_t keys[MOST_KEYS]; /* a hash table that has no 0 */
static uint32_t key_count;

static struct stacks {
	uint8_t relied_on[NO_THREAD + 1]; /* iterations were taken to be idle that made accesses there */
	uint8_t shared[NO_THREAD + 1];    /* other threads made some */
} * stacks;

static uint64_t key_of(uint64_t fingerprint, uint64_t value)
{
	uint64_t h = (fingerprint ^ (value + 1) * 0xd6e8feb86659fd93u) * 0x9fb21c651e98df25u;

	return (h ^ h >> 29) | 1;
}

/* Where the key is, or a place for it: some are always left. */
static uint64_t *place_of(uint64_t key)
{
	uint32_t i = (uint32_t)(key >> 40) % MOST_KEYS;

	while (keys[i] && keys[i] != key)
		i = (i + 1) % MOST_KEYS;
	return &keys[i];
}

static bool is_idle(uint64_t fingerprint, uint64_t value)
{
	return *place_of(key_of(fingerprint, value));
}

void idle_init(void)
{
	size_t got;

	stacks = engine_reserve_shared(sizeof *stacks, &got);
	if (got < sizeof *stacks)
		engine_out_of_memory("threads that wait");
	rt_graph()->is_idle = is_idle;
}

/* Notes that nobody else may access the thread's stack. False: somebody has. */
static bool rely_on_stack(uint16_t thread)
{
	if (!rt.reduces)
		return false;
	/*
	 * seq_cst: with the load below; the store and the load in idle_note_stack(), one sees the other; else
	 * the accesses of neither are known to the other
	 */
	__atomic_store_n(&stacks->relied_on[thread], 1, __ATOMIC_SEQ_CST);
	/* seq_cst: likewise */
	return !__atomic_load_n(&stacks->shared[thread], __ATOMIC_SEQ_CST);
}

void idle_note_stack(uint16_t thread)
{
	/* relaxed: only spares what follows where it was done */
	if (__atomic_load_n(&stacks->shared[thread], __ATOMIC_RELAXED))
		return;
	/* seq_cst: with the load below; the store and the load in rely_on_stack(), one sees the other */
	__atomic_store_n(&stacks->shared[thread], 1, __ATOMIC_SEQ_CST);
	/* seq_cst: likewise */
	if (__atomic_load_n(&stacks->relied_on[thread], __ATOMIC_SEQ_CST))
		/* relaxed: pairs with the reporter's look when all have ended */
		__atomic_store_n(&rt.outcome->irreducible, 1, __ATOMIC_RELAXED);
}

bool idle_iteration(const struct fiber *f, const struct event *begin)
{
	return begin->index + 1 == f->done && !begin->variant && !event_is_of_part(begin) &&
	       !(f->touched & TOUCHED_OTHER) && (!f->touched || rely_on_stack(f->thread));
}

bool idle_learn(const struct event *begin)
{
	uint64_t key = key_of(begin->fingerprint, begin->value_read), *place = place_of(key);

	if (*place || key_count == MOST_KEYS / 2)
		return false;
	*place = key;
	key_count++;
	return true;
}

bool idle_may_be(const struct fiber *f, const struct request *q)
{
	return q->frame && !q->queue && !f->in_atomic_block && !f->in_step && q->op != OP_LOCK &&
	       q->op != OP_TRYLOCK && q->op != OP_ONCE && q->op != OP_OBJECT &&
	       !(rt_graph()->has_twins && symmetry_is_paired(rt_graph(), f->thread));
}
