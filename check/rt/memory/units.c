/*
 * Units: bytes that are accessed by atomic operations of different sizes, none of which comes after all those
 * of another size. They are one location, with parts (engine/parts.c), as large as the widest access, which
 * has to be known from the beginning. So when two accesses meet the first time, what was explored is dropped,
 * and the reporter begins again with one unit more. The addresses are those of the next run, because they are
 * the same in every execution, and so in every process: nothing in a program that can be run again depends on
 * anything else.
 *
 * A unit where accesses do not meet, because the same bytes are something else in this execution, only makes
 * more executions: all accesses of it follow the rules of one size then.
 *
 * A plain write to a part of a unit is a race, or comes after all accesses of these bytes and before all
 * later ones. The rest of the unit may have accesses that nothing orders with it, so it has a place in the
 * unit's modification order: it becomes a relaxed store (abi/announced.c). It always does so, once its
 * thread has made one, or is not the first: whether there is a location when the write is made depends on
 * other threads, and what is an event must not.
 */
#include "rt/memory/units.h"

#include "engine/parts.h"
#include "engine/reserve.h"
#include "rt/error/notes.h"
#include "rt/run/fiber.h"

#include <sys/mman.h>

const struct acq_unit *units_known;
size_t units_count;

void units_init(void)
{
	const struct acq_array *a = &rt.outcome->request.units;
	size_t got;

	if (!a->count)
		return;
	const char *p =
		mmap(NULL, a->off + a->count * sizeof *units_known, PROT_READ, MAP_SHARED, rt.outcome_fd, 0);
	if (p == MAP_FAILED)
		engine_out_of_memory("atomics of different sizes");
	/* A copy, since an outcome takes the place of what was asked for. */
	struct acq_unit *own = engine_reserve(a->count * sizeof *own, &got);
	if (got < a->count * sizeof *own)
		engine_out_of_memory("atomics of different sizes");
	rt_copy(own, p + a->off, a->count * sizeof *own);
	units_known = own;
	units_count = a->count;
}

const struct acq_unit *units_search(uint64_t address, uint8_t size)
{
	size_t first = 0, end = units_count;

	while (first < end) { /* the first unit that ends behind the address is in between */
		size_t middle = (first + end) / 2;
		if (units_known[middle].address + units_known[middle].size <= address)
			first = middle + 1;
		else
			end = middle;
	}
	const struct acq_unit *u = &units_known[first];
	return first < units_count && u->address <= address && address + size <= u->address + u->size ? u
	                                                                                              : NULL;
}

bool units_written_next;

_Noreturn void units_found(uint64_t address, uint8_t size)
{
	uint32_t none = 0;

	/* An execution that is tried for the sake of an error's report: others will do. */
	if (rt.mode != RUN_EXPLORE && rt.mode != RUN_REPLAY) {
		rt.current->state = FIBER_ASSUMING;
		fiber_switch(NULL);
		__builtin_unreachable();
	}
	/* relaxed: one of the workers says what it has found */
	if (__atomic_compare_exchange_n(&rt.outcome->found_unit, &none, 1, false, __ATOMIC_RELAXED,
	                                __ATOMIC_RELAXED)) {
		rt.outcome->unit = (struct acq_unit){address, size};
		/* release: pairs with the end of this process, which the reporter waits for */
		__atomic_store_n(&rt.outcome->found_unit, 2, __ATOMIC_RELEASE);
	}
	rt.interrupted = true;
	fiber_switch(NULL);
	__builtin_unreachable();
}

void units_look(void)
{
	static bool said;

	if (said || !rt_graph()->has_parts || !parts_are_reordered(rt_graph()))
		return;
	said = true;
	outcome_add_bound("atomics of different sizes on the same bytes: stores to one part may be seen in "
	                  "another order than stores to the others; not all of that was explored");
}
