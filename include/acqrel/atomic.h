/*
 * <acqrel/atomic.h>: atomic operations with the memory order in their name, for C11 and C++17.
 *
 *	static ar_atomic_int ready;
 *	static int data;
 *
 *	data = 42;
 *	ar_store_release(&ready, 1);            // one thread
 *
 *	while (!ar_load_acquire(&ready))        // another
 *		ar_spin_hint();
 *	use(data);                              // 42
 *
 * An order that cannot be left out cannot be seq_cst by accident, and `grep _release(` finds every place
 * that publishes something. Combinations that mean nothing, such as a load that releases, do not compile.
 *
 * What the orders mean
 * --------------------
 * Any atomic operation, whatever its order, is indivisible, and all threads agree on the sequence of values
 * that one atomic variable goes through. No thread sees that sequence run backwards. An order says what the
 * operation does for all the *other* memory:
 *
 *   relaxed  Nothing. The value itself is exact (no increment gets lost), but a thread that sees it learns
 *            nothing about what was written before it. For counters, statistics, and for a read whose
 *            result is only a hint that a stronger operation will confirm.
 *
 *   release  On a write: "I am done with all I did until here." It publishes everything the thread has
 *            done, and everything that had been published to it, to a thread that acquires the value
 *            it writes.
 *
 *   acquire  On a read: "Show me what was published." If the value read was written by a release, all
 *            that came before that release has happened for this thread too. Only the pair gives order:
 *            an acquire of a value that was stored relaxed makes nothing visible, nor does a relaxed
 *            load of a value that was released. No pair, no order: then touching the same plain variable on
 *            both sides is a data race, and a program with a data race has no meaning at all.
 *
 *   acq_rel  Both at once, for operations that read and write: acquires what the value read was released
 *            with, and publishes what this thread has done.
 *
 *   seq_cst  acq_rel (or its half, on a load or store), and a place in one sequence of all seq_cst
 *            operations that every thread agrees on. Needed only where threads write one variable and then
 *            read *another*, and at least one of them has to see the other's write. Seldom needed, and the
 *            dearest: on most processors it waits until earlier stores have left the core.
 *
 * A release is still picked up through read-modify-writes: if A releases a value, B increments it relaxed,
 * and C acquires the result, C has acquired A's past (not B's). A plain store in between ends that.
 *
 * A fence gives an order to the relaxed operations around it: what is before ar_fence_release() is published
 * by any later relaxed store of the thread; ar_fence_acquire() makes visible what any earlier relaxed load of
 * the thread has read from. It costs more than the order on the operation unless it is rarely reached.
 *
 * The operations
 * --------------
 * p points to an ar_atomic(T); a C11 _Atomic(T) and a C++ std::atomic<T> are that. Every argument is
 * evaluated once. All are safe to call from any thread, and none of them fails.
 *
 *	T    ar_load_ORDER(p)                       relaxed acquire seq_cst
 *	void ar_store_ORDER(p, v)                   relaxed release seq_cst
 *	T    ar_swap_ORDER(p, v)                    all five; returns the old value, as do the next:
 *	T    ar_fetch_add_ORDER(p, v)               integers wrap around, signed ones too
 *	     ar_fetch_sub_ORDER  ar_fetch_and_ORDER  ar_fetch_or_ORDER  ar_fetch_xor_ORDER
 *	T    ar_fetch_nand_ORDER(p, v)              becomes ~(old & v)
 *	T    ar_fetch_max_ORDER(p, v)               becomes the larger of the two, in T's own signedness
 *	T    ar_fetch_min_ORDER(p, v)               becomes the smaller
 *	bool ar_cas_strong_SUCCESS_FAILURE(p, T *expected, v)
 *	bool ar_cas_weak_SUCCESS_FAILURE(p, T *expected, v)
 *		Writes v if the value is *expected, with order SUCCESS, and returns true. Else stores the
 *		value found in *expected, read with order FAILURE, and returns false. The weak one may fail
 *		for no reason, and belongs in a loop. The pairs: relaxed_relaxed, acquire_relaxed,
 *		acquire_acquire, release_relaxed, acq_rel_relaxed, acq_rel_acquire, seq_cst_relaxed,
 *		seq_cst_acquire, seq_cst_seq_cst.
 *	bool ar_fetch_update_SUCCESS_FAILURE(p, T *old, f, arg)
 *		bool f(T old, T *new_value, A arg) computes the new value, or returns false to leave things as
 *		they are. It is called again whenever another thread was faster, so it must have no effects of
 *		its own. Returns whether the value was changed; *old is the value that it last had before.
 *		The same pairs; FAILURE is also the order of the first load.
 *	void ar_init(p, v)                          gives a value before any other thread can see *p
 *	AR_ATOMIC_INIT(v)                           initialiser of a variable or member
 *	void ar_fence_ORDER()                       acquire release acq_rel seq_cst
 *	void ar_fence_for_acquire(p)                an acquire fence, for what *p was last read as: one that
 *	                                            ThreadSanitizer understands
 *	void ar_compiler_fence()                    orders the thread with its own signal handlers only:
 *	                                            the compiler moves nothing across, the processor may
 *	void ar_spin_hint()                         "this is a spin loop": saves power, helps the other
 *	                                            hardware thread of the core; orders nothing
 *
 * The operations after ar_swap take integers only; ar_fetch_nand, max, min and update are compare-exchange
 * loops. All are macros, so that a debugger or checker shows the line that uses them.
 */
#ifndef ACQREL_ATOMIC_H
#define ACQREL_ATOMIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* order comments: off. Here the order is the caller's, and so is the comment. */

/* What differs between the languages, and nothing else. The names ending in _ are not for programs. */
#ifdef __cplusplus

#include <atomic>

#define ar_atomic(T) std::atomic<T>
/* clang-format off */
#define AR_ATOMIC_INIT(v)         {(v)}
/* clang-format on */
#define AR_AUTO_                  auto
#define AR_ORDER_(o)              std::memory_order_##o
#define AR_LOAD_(p, o)            ((p)->load(AR_ORDER_(o)))
#define AR_STORE_(p, v, o)        ((p)->store((v), AR_ORDER_(o)))
#define AR_SWAP_(p, v, o)         ((p)->exchange((v), AR_ORDER_(o)))
#define AR_FETCH_(op, p, v, o)    ((p)->fetch_##op((v), AR_ORDER_(o)))
#define AR_CAS_(k, p, e, v, s, f) ((p)->compare_exchange_##k(*(e), (v), AR_ORDER_(s), AR_ORDER_(f)))
#define AR_FENCE_(o)              (std::atomic_thread_fence(AR_ORDER_(o)))
#define AR_SIGNAL_FENCE_(o)       (std::atomic_signal_fence(AR_ORDER_(o)))
#define AR_ALIGNAS_(n)            alignas(n)

#else

#include <stdatomic.h>

#define ar_atomic(T)           _Atomic(T)
#define AR_ATOMIC_INIT(v)      (v)
#define AR_AUTO_               __auto_type
#define AR_ORDER_(o)           memory_order_##o
#define AR_LOAD_(p, o)         (atomic_load_explicit((p), AR_ORDER_(o)))
#define AR_STORE_(p, v, o)     (atomic_store_explicit((p), (v), AR_ORDER_(o)))
#define AR_SWAP_(p, v, o)      (atomic_exchange_explicit((p), (v), AR_ORDER_(o)))
#define AR_FETCH_(op, p, v, o) (atomic_fetch_##op##_explicit((p), (v), AR_ORDER_(o)))
#define AR_CAS_(k, p, e, v, s, f) \
	(atomic_compare_exchange_##k##_explicit((p), (e), (v), AR_ORDER_(s), AR_ORDER_(f)))
#define AR_FENCE_(o)        (atomic_thread_fence(AR_ORDER_(o)))
#define AR_SIGNAL_FENCE_(o) (atomic_signal_fence(AR_ORDER_(o)))
#define AR_ALIGNAS_(n)      _Alignas(n)

#endif

/* The common types. Zero-filled memory is a valid one with value 0. */
typedef ar_atomic(bool) ar_atomic_bool;
typedef ar_atomic(int) ar_atomic_int;
typedef ar_atomic(unsigned) ar_atomic_uint;
typedef ar_atomic(size_t) ar_atomic_size;
typedef ar_atomic(uintptr_t) ar_atomic_uptr;
typedef ar_atomic(int8_t) ar_atomic_i8;
typedef ar_atomic(int16_t) ar_atomic_i16;
typedef ar_atomic(int32_t) ar_atomic_i32;
typedef ar_atomic(int64_t) ar_atomic_i64;
typedef ar_atomic(uint8_t) ar_atomic_u8;
typedef ar_atomic(uint16_t) ar_atomic_u16;
typedef ar_atomic(uint32_t) ar_atomic_u32;
typedef ar_atomic(uint64_t) ar_atomic_u64;
#define ar_atomic_ptr(T) ar_atomic(T *)

#define ar_init(p, v) AR_STORE_(p, v, relaxed)

#define ar_load_relaxed(p) AR_LOAD_(p, relaxed)
#define ar_load_acquire(p) AR_LOAD_(p, acquire)
#define ar_load_seq_cst(p) AR_LOAD_(p, seq_cst)

#define ar_store_relaxed(p, v) AR_STORE_(p, v, relaxed)
#define ar_store_release(p, v) AR_STORE_(p, v, release)
#define ar_store_seq_cst(p, v) AR_STORE_(p, v, seq_cst)

#define ar_swap_relaxed(p, v) AR_SWAP_(p, v, relaxed)
#define ar_swap_acquire(p, v) AR_SWAP_(p, v, acquire)
#define ar_swap_release(p, v) AR_SWAP_(p, v, release)
#define ar_swap_acq_rel(p, v) AR_SWAP_(p, v, acq_rel)
#define ar_swap_seq_cst(p, v) AR_SWAP_(p, v, seq_cst)

#define ar_fetch_add_relaxed(p, v) AR_FETCH_(add, p, v, relaxed)
#define ar_fetch_add_acquire(p, v) AR_FETCH_(add, p, v, acquire)
#define ar_fetch_add_release(p, v) AR_FETCH_(add, p, v, release)
#define ar_fetch_add_acq_rel(p, v) AR_FETCH_(add, p, v, acq_rel)
#define ar_fetch_add_seq_cst(p, v) AR_FETCH_(add, p, v, seq_cst)

#define ar_fetch_sub_relaxed(p, v) AR_FETCH_(sub, p, v, relaxed)
#define ar_fetch_sub_acquire(p, v) AR_FETCH_(sub, p, v, acquire)
#define ar_fetch_sub_release(p, v) AR_FETCH_(sub, p, v, release)
#define ar_fetch_sub_acq_rel(p, v) AR_FETCH_(sub, p, v, acq_rel)
#define ar_fetch_sub_seq_cst(p, v) AR_FETCH_(sub, p, v, seq_cst)

#define ar_fetch_and_relaxed(p, v) AR_FETCH_(and, p, v, relaxed)
#define ar_fetch_and_acquire(p, v) AR_FETCH_(and, p, v, acquire)
#define ar_fetch_and_release(p, v) AR_FETCH_(and, p, v, release)
#define ar_fetch_and_acq_rel(p, v) AR_FETCH_(and, p, v, acq_rel)
#define ar_fetch_and_seq_cst(p, v) AR_FETCH_(and, p, v, seq_cst)

#define ar_fetch_or_relaxed(p, v) AR_FETCH_(or, p, v, relaxed)
#define ar_fetch_or_acquire(p, v) AR_FETCH_(or, p, v, acquire)
#define ar_fetch_or_release(p, v) AR_FETCH_(or, p, v, release)
#define ar_fetch_or_acq_rel(p, v) AR_FETCH_(or, p, v, acq_rel)
#define ar_fetch_or_seq_cst(p, v) AR_FETCH_(or, p, v, seq_cst)

#define ar_fetch_xor_relaxed(p, v) AR_FETCH_(xor, p, v, relaxed)
#define ar_fetch_xor_acquire(p, v) AR_FETCH_(xor, p, v, acquire)
#define ar_fetch_xor_release(p, v) AR_FETCH_(xor, p, v, release)
#define ar_fetch_xor_acq_rel(p, v) AR_FETCH_(xor, p, v, acq_rel)
#define ar_fetch_xor_seq_cst(p, v) AR_FETCH_(xor, p, v, seq_cst)

/*
 * old is read relaxed and so is the value found when another thread was faster: neither is handed out, the
 * write that succeeds has seen it again with the caller's order. An unchanged value is written as well, so
 * that the operation releases whatever the comparison said.
 */
#define AR_FETCH_LOOP_(p, v, next, o)                                                            \
	__extension__({                                                                          \
		AR_AUTO_ ar_p_ = (p);                                                            \
		AR_AUTO_ ar_old_ = AR_LOAD_(ar_p_, relaxed);                                     \
		const __typeof__(ar_old_) ar_v_ = (v);                                           \
		while (!AR_CAS_(weak, ar_p_, &ar_old_, (__typeof__(ar_old_))(next), o, relaxed)) \
			;                                                                        \
		ar_old_;                                                                         \
	})
#define AR_NAND_(p, v, o) AR_FETCH_LOOP_(p, v, ~(ar_old_ & ar_v_), o)
#define AR_MAX_(p, v, o)  AR_FETCH_LOOP_(p, v, ar_old_ < ar_v_ ? ar_v_ : ar_old_, o)
#define AR_MIN_(p, v, o)  AR_FETCH_LOOP_(p, v, ar_old_ > ar_v_ ? ar_v_ : ar_old_, o)

#define ar_fetch_nand_relaxed(p, v) AR_NAND_(p, v, relaxed)
#define ar_fetch_nand_acquire(p, v) AR_NAND_(p, v, acquire)
#define ar_fetch_nand_release(p, v) AR_NAND_(p, v, release)
#define ar_fetch_nand_acq_rel(p, v) AR_NAND_(p, v, acq_rel)
#define ar_fetch_nand_seq_cst(p, v) AR_NAND_(p, v, seq_cst)

#define ar_fetch_max_relaxed(p, v) AR_MAX_(p, v, relaxed)
#define ar_fetch_max_acquire(p, v) AR_MAX_(p, v, acquire)
#define ar_fetch_max_release(p, v) AR_MAX_(p, v, release)
#define ar_fetch_max_acq_rel(p, v) AR_MAX_(p, v, acq_rel)
#define ar_fetch_max_seq_cst(p, v) AR_MAX_(p, v, seq_cst)

#define ar_fetch_min_relaxed(p, v) AR_MIN_(p, v, relaxed)
#define ar_fetch_min_acquire(p, v) AR_MIN_(p, v, acquire)
#define ar_fetch_min_release(p, v) AR_MIN_(p, v, release)
#define ar_fetch_min_acq_rel(p, v) AR_MIN_(p, v, acq_rel)
#define ar_fetch_min_seq_cst(p, v) AR_MIN_(p, v, seq_cst)

#define ar_cas_strong_relaxed_relaxed(p, expected, v) AR_CAS_(strong, p, expected, v, relaxed, relaxed)
#define ar_cas_strong_acquire_relaxed(p, expected, v) AR_CAS_(strong, p, expected, v, acquire, relaxed)
#define ar_cas_strong_acquire_acquire(p, expected, v) AR_CAS_(strong, p, expected, v, acquire, acquire)
#define ar_cas_strong_release_relaxed(p, expected, v) AR_CAS_(strong, p, expected, v, release, relaxed)
#define ar_cas_strong_acq_rel_relaxed(p, expected, v) AR_CAS_(strong, p, expected, v, acq_rel, relaxed)
#define ar_cas_strong_acq_rel_acquire(p, expected, v) AR_CAS_(strong, p, expected, v, acq_rel, acquire)
#define ar_cas_strong_seq_cst_relaxed(p, expected, v) AR_CAS_(strong, p, expected, v, seq_cst, relaxed)
#define ar_cas_strong_seq_cst_acquire(p, expected, v) AR_CAS_(strong, p, expected, v, seq_cst, acquire)
#define ar_cas_strong_seq_cst_seq_cst(p, expected, v) AR_CAS_(strong, p, expected, v, seq_cst, seq_cst)

#define ar_cas_weak_relaxed_relaxed(p, expected, v) AR_CAS_(weak, p, expected, v, relaxed, relaxed)
#define ar_cas_weak_acquire_relaxed(p, expected, v) AR_CAS_(weak, p, expected, v, acquire, relaxed)
#define ar_cas_weak_acquire_acquire(p, expected, v) AR_CAS_(weak, p, expected, v, acquire, acquire)
#define ar_cas_weak_release_relaxed(p, expected, v) AR_CAS_(weak, p, expected, v, release, relaxed)
#define ar_cas_weak_acq_rel_relaxed(p, expected, v) AR_CAS_(weak, p, expected, v, acq_rel, relaxed)
#define ar_cas_weak_acq_rel_acquire(p, expected, v) AR_CAS_(weak, p, expected, v, acq_rel, acquire)
#define ar_cas_weak_seq_cst_relaxed(p, expected, v) AR_CAS_(weak, p, expected, v, seq_cst, relaxed)
#define ar_cas_weak_seq_cst_acquire(p, expected, v) AR_CAS_(weak, p, expected, v, seq_cst, acquire)
#define ar_cas_weak_seq_cst_seq_cst(p, expected, v) AR_CAS_(weak, p, expected, v, seq_cst, seq_cst)

#define AR_UPDATE_(p, old, f, arg, s, fail)                                          \
	__extension__({                                                              \
		AR_AUTO_ ar_p_ = (p);                                                \
		AR_AUTO_ ar_f_ = (f);                                                \
		AR_AUTO_ ar_out_ = (old);                                            \
		AR_AUTO_ ar_arg_ = (arg);                                            \
		AR_AUTO_ ar_old_ = AR_LOAD_(ar_p_, fail);                            \
		__typeof__(ar_old_) ar_new_;                                         \
		bool ar_go_;                                                         \
		do                                                                   \
			ar_go_ = ar_f_(ar_old_, &ar_new_, ar_arg_);                  \
		while (ar_go_ && !AR_CAS_(weak, ar_p_, &ar_old_, ar_new_, s, fail)); \
		*ar_out_ = ar_old_;                                                  \
		ar_go_;                                                              \
	})

#define ar_fetch_update_relaxed_relaxed(p, old, f, arg) AR_UPDATE_(p, old, f, arg, relaxed, relaxed)
#define ar_fetch_update_acquire_relaxed(p, old, f, arg) AR_UPDATE_(p, old, f, arg, acquire, relaxed)
#define ar_fetch_update_acquire_acquire(p, old, f, arg) AR_UPDATE_(p, old, f, arg, acquire, acquire)
#define ar_fetch_update_release_relaxed(p, old, f, arg) AR_UPDATE_(p, old, f, arg, release, relaxed)
#define ar_fetch_update_acq_rel_relaxed(p, old, f, arg) AR_UPDATE_(p, old, f, arg, acq_rel, relaxed)
#define ar_fetch_update_acq_rel_acquire(p, old, f, arg) AR_UPDATE_(p, old, f, arg, acq_rel, acquire)
#define ar_fetch_update_seq_cst_relaxed(p, old, f, arg) AR_UPDATE_(p, old, f, arg, seq_cst, relaxed)
#define ar_fetch_update_seq_cst_acquire(p, old, f, arg) AR_UPDATE_(p, old, f, arg, seq_cst, acquire)
#define ar_fetch_update_seq_cst_seq_cst(p, old, f, arg) AR_UPDATE_(p, old, f, arg, seq_cst, seq_cst)

#define ar_fence_acquire() AR_FENCE_(acquire)
#define ar_fence_release() AR_FENCE_(release)
#define ar_fence_acq_rel() AR_FENCE_(acq_rel)
#define ar_fence_seq_cst() AR_FENCE_(seq_cst)

/*
 * ThreadSanitizer knows no fences, and would report what they order as data races. An acquire load of the
 * same variable acquires at least as much, if this thread has changed it, or no thread does any more. What is
 * ordered in no other way than by a release fence it reports nevertheless, wrongly.
 */
#if defined(__SANITIZE_THREAD__)
#define AR_THREAD_SANITIZER_ 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define AR_THREAD_SANITIZER_ 1
#endif
#endif

#if defined(AR_THREAD_SANITIZER_) && !defined(ACQREL_CHECKING)
#define ar_fence_for_acquire(p) ((void)AR_LOAD_(p, acquire))
#else
#define ar_fence_for_acquire(p) ((void)(p), AR_FENCE_(acquire))
#endif

#define ar_compiler_fence() AR_SIGNAL_FENCE_(seq_cst)

/* order comments: on */

static inline void ar_spin_hint(void)
{
#if defined(__x86_64__) || defined(__i386__)
	__builtin_ia32_pause();
#elif defined(__aarch64__)
	/* yield does nothing on most cores; isb takes about as long as pause does on x86. */
	__asm__ volatile("isb" ::: "memory");
#elif defined(__arm__)
	__asm__ volatile("yield" ::: "memory");
#elif defined(__riscv)
	__asm__ volatile(".insn i 0x0F, 0, x0, x0, 0x010" ::: "memory"); /* pause, also for old assemblers */
#elif defined(__powerpc__)
	__asm__ volatile("or 27,27,27" ::: "memory");
#else
	__asm__ volatile("" ::: "memory");
#endif
}

/*
 * How far apart two variables have to be for writes to one not to slow down users of the other. Often twice
 * the size of a cache line: processors fetch lines in pairs. It is part of the layout of what the library and
 * a program share.
 */
#ifdef AR_CACHE_LINE
#error "AR_CACHE_LINE is the library's: with another one, its channels and rings would overlap what is theirs"
#elif defined(__x86_64__) || defined(__aarch64__) || defined(__powerpc64__)
#define AR_CACHE_LINE 128
#elif defined(__s390x__)
#define AR_CACHE_LINE 256
#else
#define AR_CACHE_LINE 64
#endif

/* In front of a variable or member: it begins a cache line. Give it to what follows as well, to end one. */
#define AR_CACHE_ALIGNED AR_ALIGNAS_(AR_CACHE_LINE)

/* A T, named value, that shares its cache lines with nothing: for the elements of an array. */
#define ar_padded(T)                      \
	struct {                          \
		AR_CACHE_ALIGNED T value; \
	}

#include <acqrel/no_such_order.h>

#endif
