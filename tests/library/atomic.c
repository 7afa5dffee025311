/*
 * <acqrel/atomic.h>, one thread: every operation with every order but seq_cst, on every integer type. Valid
 * C11 and C++17.
 */
#include "atomic_values.h"

#define DEFINE_VALUES(T, LO, HI)                        \
	DEFINE_STEP_BELOW_100(T)                        \
	static void values_##T(void)                    \
	{                                               \
		RMW_VALUES(T, LO, HI, relaxed);         \
		RMW_VALUES(T, LO, HI, acquire);         \
		RMW_VALUES(T, LO, HI, release);         \
		RMW_VALUES(T, LO, HI, acq_rel);         \
		CAS_VALUES(T, LO, HI, relaxed_relaxed); \
		CAS_VALUES(T, LO, HI, acquire_relaxed); \
		CAS_VALUES(T, LO, HI, acquire_acquire); \
		CAS_VALUES(T, LO, HI, release_relaxed); \
		CAS_VALUES(T, LO, HI, acq_rel_relaxed); \
		CAS_VALUES(T, LO, HI, acq_rel_acquire); \
		UPDATE_VALUES(T, relaxed_relaxed);      \
		UPDATE_VALUES(T, acquire_relaxed);      \
		UPDATE_VALUES(T, acquire_acquire);      \
		UPDATE_VALUES(T, release_relaxed);      \
		UPDATE_VALUES(T, acq_rel_relaxed);      \
		UPDATE_VALUES(T, acq_rel_acquire);      \
	}

DEFINE_VALUES(int8_t, INT8_MIN, INT8_MAX)
DEFINE_VALUES(int16_t, INT16_MIN, INT16_MAX)
DEFINE_VALUES(int32_t, INT32_MIN, INT32_MAX)
DEFINE_VALUES(int64_t, INT64_MIN, INT64_MAX)
DEFINE_VALUES(uint8_t, 0, UINT8_MAX)
DEFINE_VALUES(uint16_t, 0, UINT16_MAX)
DEFINE_VALUES(uint32_t, 0, UINT32_MAX)
DEFINE_VALUES(uint64_t, 0, UINT64_MAX)
DEFINE_VALUES(size_t, 0, SIZE_MAX)

/* The named types are what they say, start at zero when static, and load and store with every order. */
static struct {
	ar_atomic_bool b;
	ar_atomic_int i;
	ar_atomic_uint u;
	ar_atomic_size s;
	ar_atomic_uptr up;
	ar_atomic_i8 i8;
	ar_atomic_i16 i16;
	ar_atomic_i32 i32;
	ar_atomic_i64 i64;
	ar_atomic_u8 u8;
	ar_atomic_u16 u16;
	ar_atomic_u32 u32;
	ar_atomic_u64 u64;
} zero;

#define LOAD_AND_STORE(T, member)                                    \
	do {                                                         \
		assert(sizeof(zero.member) == sizeof(T));            \
		assert(ar_load_relaxed(&zero.member) == (T)0);       \
		ar_store_relaxed(&zero.member, (T)1);                \
		assert(ar_load_acquire(&zero.member) == (T)1);       \
		ar_store_release(&zero.member, (T)0);                \
		assert(ar_swap_acq_rel(&zero.member, (T)1) == (T)0); \
		ar_init(&zero.member, (T)0);                         \
	} while (0)

static void named_types(void)
{
	LOAD_AND_STORE(bool, b);
	LOAD_AND_STORE(int, i);
	LOAD_AND_STORE(unsigned, u);
	LOAD_AND_STORE(size_t, s);
	LOAD_AND_STORE(uintptr_t, up);
	LOAD_AND_STORE(int8_t, i8);
	LOAD_AND_STORE(int16_t, i16);
	LOAD_AND_STORE(int32_t, i32);
	LOAD_AND_STORE(int64_t, i64);
	LOAD_AND_STORE(uint8_t, u8);
	LOAD_AND_STORE(uint16_t, u16);
	LOAD_AND_STORE(uint32_t, u32);
	LOAD_AND_STORE(uint64_t, u64);
}

static void pointers(void)
{
	int target[2] = {3, 4};
	ar_atomic_ptr(int) x = AR_ATOMIC_INIT(NULL);
	int *seen = &target[0];

	assert(!ar_cas_strong_acq_rel_acquire(&x, &seen, &target[1]));
	assert(seen == NULL);
	assert(ar_cas_strong_release_relaxed(&x, &seen, &target[1]));
	assert(*ar_load_acquire(&x) == 4);
	assert(ar_swap_acq_rel(&x, &target[0]) == &target[1]);
	ar_store_release(&x, NULL);
	assert(ar_load_relaxed(&x) == NULL);
}

/* Arguments with effects have them once, also where the operation is a loop. */
static void arguments_are_evaluated_once(void)
{
	ar_atomic_int x[2] = {AR_ATOMIC_INIT(1), AR_ATOMIC_INIT(5)};
	ar_atomic_int *p = x;
	int v = 7;

	assert(ar_fetch_max_relaxed(p++, v++) == 1);
	assert(p == &x[1] && v == 8);
	assert(ar_fetch_nand_relaxed(p--, v--) == 5);
	assert(p == &x[0] && v == 7 && ar_load_relaxed(p) == 7);
}

static struct {
	AR_CACHE_ALIGNED ar_atomic_int first;
	AR_CACHE_ALIGNED ar_atomic_int second;
} apart;

int main(void)
{
	values_int8_t();
	values_int16_t();
	values_int32_t();
	values_int64_t();
	values_uint8_t();
	values_uint16_t();
	values_uint32_t();
	values_uint64_t();
	values_size_t();
	named_types();
	pointers();
	arguments_are_evaluated_once();

	assert((char *)&apart.second - (char *)&apart.first == AR_CACHE_LINE);
	assert((uintptr_t)&apart.first % AR_CACHE_LINE == 0);
	ar_spin_hint();
	ar_compiler_fence();
	ar_fence_acquire();
	ar_fence_release();
	ar_fence_acq_rel();
	return 0;
}
