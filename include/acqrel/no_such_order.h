/*
 * <acqrel/no_such_order.h>: orders that an operation cannot have. Part of <acqrel/atomic.h>.
 *
 * Using one of these does not compile, and the compiler's message ends in the reason: each stands for an
 * identifier that is declared nowhere. Without them a C compiler may take the use for a call of a function it
 * has not seen yet, and leave it to the linker to complain.
 */
#ifndef ACQREL_NO_SUCH_ORDER_H
#define ACQREL_NO_SUCH_ORDER_H

/* Every write of an operation is a release or not, every read an acquire or not; there is no other way. */
#define ar_load_release(p)     a_load_writes_nothing_and_cannot_release
#define ar_load_acq_rel(p)     a_load_writes_nothing_and_cannot_release
#define ar_store_acquire(p, v) a_store_reads_nothing_and_cannot_acquire
#define ar_store_acq_rel(p, v) a_store_reads_nothing_and_cannot_acquire
#define ar_fence_relaxed()     a_relaxed_fence_does_nothing

#define ar_cas_strong_relaxed_release(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_strong_relaxed_acq_rel(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_strong_acquire_release(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_strong_acquire_acq_rel(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_strong_release_release(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_strong_release_acq_rel(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_strong_acq_rel_release(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_strong_acq_rel_acq_rel(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_strong_seq_cst_release(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_strong_seq_cst_acq_rel(p, expected, v) a_failure_writes_nothing_and_cannot_release

#define ar_cas_weak_relaxed_release(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_weak_relaxed_acq_rel(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_weak_acquire_release(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_weak_acquire_acq_rel(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_weak_release_release(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_weak_release_acq_rel(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_weak_acq_rel_release(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_weak_acq_rel_acq_rel(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_weak_seq_cst_release(p, expected, v) a_failure_writes_nothing_and_cannot_release
#define ar_cas_weak_seq_cst_acq_rel(p, expected, v) a_failure_writes_nothing_and_cannot_release

#define ar_fetch_update_relaxed_release(p, old, f, arg) a_failure_writes_nothing_and_cannot_release
#define ar_fetch_update_relaxed_acq_rel(p, old, f, arg) a_failure_writes_nothing_and_cannot_release
#define ar_fetch_update_acquire_release(p, old, f, arg) a_failure_writes_nothing_and_cannot_release
#define ar_fetch_update_acquire_acq_rel(p, old, f, arg) a_failure_writes_nothing_and_cannot_release
#define ar_fetch_update_release_release(p, old, f, arg) a_failure_writes_nothing_and_cannot_release
#define ar_fetch_update_release_acq_rel(p, old, f, arg) a_failure_writes_nothing_and_cannot_release
#define ar_fetch_update_acq_rel_release(p, old, f, arg) a_failure_writes_nothing_and_cannot_release
#define ar_fetch_update_acq_rel_acq_rel(p, old, f, arg) a_failure_writes_nothing_and_cannot_release
#define ar_fetch_update_seq_cst_release(p, old, f, arg) a_failure_writes_nothing_and_cannot_release
#define ar_fetch_update_seq_cst_acq_rel(p, old, f, arg) a_failure_writes_nothing_and_cannot_release

#define ar_cas_strong_relaxed_acquire(p, expected, v) success_cannot_be_weaker_than_failure
#define ar_cas_strong_release_acquire(p, expected, v) success_cannot_be_weaker_than_failure
#define ar_cas_strong_relaxed_seq_cst(p, expected, v) success_cannot_be_weaker_than_failure
#define ar_cas_strong_acquire_seq_cst(p, expected, v) success_cannot_be_weaker_than_failure
#define ar_cas_strong_release_seq_cst(p, expected, v) success_cannot_be_weaker_than_failure
#define ar_cas_strong_acq_rel_seq_cst(p, expected, v) success_cannot_be_weaker_than_failure

#define ar_cas_weak_relaxed_acquire(p, expected, v) success_cannot_be_weaker_than_failure
#define ar_cas_weak_release_acquire(p, expected, v) success_cannot_be_weaker_than_failure
#define ar_cas_weak_relaxed_seq_cst(p, expected, v) success_cannot_be_weaker_than_failure
#define ar_cas_weak_acquire_seq_cst(p, expected, v) success_cannot_be_weaker_than_failure
#define ar_cas_weak_release_seq_cst(p, expected, v) success_cannot_be_weaker_than_failure
#define ar_cas_weak_acq_rel_seq_cst(p, expected, v) success_cannot_be_weaker_than_failure

#define ar_fetch_update_relaxed_acquire(p, old, f, arg) success_cannot_be_weaker_than_failure
#define ar_fetch_update_release_acquire(p, old, f, arg) success_cannot_be_weaker_than_failure
#define ar_fetch_update_relaxed_seq_cst(p, old, f, arg) success_cannot_be_weaker_than_failure
#define ar_fetch_update_acquire_seq_cst(p, old, f, arg) success_cannot_be_weaker_than_failure
#define ar_fetch_update_release_seq_cst(p, old, f, arg) success_cannot_be_weaker_than_failure
#define ar_fetch_update_acq_rel_seq_cst(p, old, f, arg) success_cannot_be_weaker_than_failure

#endif
