/*
 * The numbers of threads: given once for all executions, and for all workers, when a thread is first created.
 */
#include "rt/threads/numbering.h"

#include "engine/reserve.h"
#include "rt/rt.h"
#include "rt/run/os.h"

static struct numbers {
	uint32_t lock, given;
	uint32_t of[]; /* by creator, and by how many that has created before */
} * numbers;

static uint32_t max_children;

uint32_t numbering_init(uint32_t max_threads)
{
	size_t got;

	numbers = engine_reserve_shared(
		sizeof *numbers + (size_t)max_threads * max_threads * sizeof numbers->of[0], &got);
	while ((size_t)max_threads * max_threads > (got - sizeof *numbers) / sizeof numbers->of[0])
		max_threads /= 2;
	max_children = max_threads;
	return max_threads;
}

const uint32_t *numbering_children(uint32_t thread)
{
	return &numbers->of[(size_t)thread * max_children];
}

uint32_t numbering_of_child(const struct fiber *f, uint32_t k)
{
	if (k >= max_children)
		engine_out_of_memory("the program's threads");
	uint32_t *number = &numbers->of[(size_t)f->thread * max_children + k];
	/* relaxed: nothing but the number itself is read */
	uint32_t n = __atomic_load_n(number, __ATOMIC_RELAXED);
	if (LIKELY(n))
		return n;
	os_lock(&numbers->lock);
	if (!*number)
		/* relaxed: pairs with the load above, which may also be too early and see 0 */
		__atomic_store_n(number, ++numbers->given, __ATOMIC_RELAXED);
	os_unlock(&numbers->lock);
	return *number;
}
