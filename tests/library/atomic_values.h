/*
 * What every operation does to a value, and returns, for one type and one order: used by atomic.c for the
 * orders up to acq_rel and by atomic-seq-cst.c. One thread, so that there is one right answer.
 */
#ifndef ATOMIC_VALUES_H
#define ATOMIC_VALUES_H

#undef NDEBUG
#include <acqrel/atomic.h>
#include <assert.h>

/* The variable x, of type T, has this value. */
#define EXPECT_VALUE(T, value)                             \
	do {                                               \
		/* relaxed: there is one thread */         \
		assert(ar_load_relaxed(&x) == (T)(value)); \
	} while (0)

/* The operation returns `result` and leaves `value`. */
#define EXPECT(T, operation, result, value)         \
	do {                                        \
		assert((operation) == (T)(result)); \
		EXPECT_VALUE(T, value);             \
	} while (0)

/* LO and HI are the least and the greatest value of T. */
#define RMW_VALUES(T, LO, HI, order)                             \
	do {                                                     \
		ar_atomic(T) x = AR_ATOMIC_INIT(12);             \
		EXPECT(T, ar_swap_##order(&x, 10), 12, 10);      \
		EXPECT(T, ar_fetch_add_##order(&x, 3), 10, 13);  \
		EXPECT(T, ar_fetch_sub_##order(&x, 1), 13, 12);  \
		EXPECT(T, ar_fetch_and_##order(&x, 6), 12, 4);   \
		EXPECT(T, ar_fetch_or_##order(&x, 3), 4, 7);     \
		EXPECT(T, ar_fetch_xor_##order(&x, 5), 7, 2);    \
		EXPECT(T, ar_fetch_nand_##order(&x, 3), 2, ~2);  \
		EXPECT(T, ar_swap_##order(&x, LO), ~2, LO);      \
		EXPECT(T, ar_fetch_max_##order(&x, LO), LO, LO); \
		EXPECT(T, ar_fetch_max_##order(&x, HI), LO, HI); \
		EXPECT(T, ar_fetch_max_##order(&x, 5), HI, HI);  \
		EXPECT(T, ar_fetch_min_##order(&x, HI), HI, HI); \
		EXPECT(T, ar_fetch_min_##order(&x, 5), HI, 5);   \
		EXPECT(T, ar_fetch_min_##order(&x, LO), 5, LO);  \
		EXPECT(T, ar_fetch_sub_##order(&x, 1), LO, HI);  \
		EXPECT(T, ar_fetch_add_##order(&x, 1), HI, LO);  \
	} while (0)

/* Success and failure of the strong one; of the weak one, which may fail for no reason, after a few tries. */
#define CAS_VALUES(T, LO, HI, orders)                          \
	do {                                                   \
		ar_atomic(T) x = AR_ATOMIC_INIT(12);           \
		T seen = HI;                                   \
		assert(!ar_cas_strong_##orders(&x, &seen, 1)); \
		EXPECT(T, seen, 12, 12);                       \
		assert(ar_cas_strong_##orders(&x, &seen, LO)); \
		EXPECT(T, seen, 12, LO);                       \
		assert(!ar_cas_weak_##orders(&x, &seen, 1));   \
		EXPECT(T, seen, LO, LO);                       \
		while (!ar_cas_weak_##orders(&x, &seen, HI))   \
			assert(seen == LO);                    \
		EXPECT(T, seen, LO, HI);                       \
	} while (0)

/* Adds *step to what is below 100 only. */
#define DEFINE_STEP_BELOW_100(T)                                     \
	static bool step_below_100_##T(T old, T *new_value, T *step) \
	{                                                            \
		*new_value = (T)(old + *step);                       \
		return old < 100;                                    \
	}

#define UPDATE_VALUES(T, orders)                                                        \
	do {                                                                            \
		ar_atomic(T) x = AR_ATOMIC_INIT(98);                                    \
		T old = 0, step = 3;                                                    \
		assert(ar_fetch_update_##orders(&x, &old, step_below_100_##T, &step));  \
		EXPECT(T, old, 98, 101);                                                \
		assert(!ar_fetch_update_##orders(&x, &old, step_below_100_##T, &step)); \
		EXPECT(T, old, 101, 101);                                               \
	} while (0)

#endif
