/* Orders that an operation cannot have. For must-not-compile.sh; not a program. */
#include <acqrel/atomic.h>

static ar_atomic_int x;
static int seen;

static bool same(int old, int *new_value, int *arg)
{
	*new_value = old + *arg;
	return true;
}

static bool fine(void)
{
	return ar_cas_weak_acq_rel_acquire(&x, &seen, 1) ||
	       ar_fetch_update_relaxed_relaxed(&x, &seen, same, &seen);
}

// cases
int f(void)
{
	return ar_load_release(&x);
} // error: a_load_writes_nothing_and_cannot_release
int f(void)
{
	return ar_load_acq_rel(&x);
} // error: a_load_writes_nothing_and_cannot_release
void f(void)
{
	ar_store_acquire(&x, 1);
} // error: a_store_reads_nothing_and_cannot_acquire
void f(void)
{
	ar_store_acq_rel(&x, 1);
} // error: a_store_reads_nothing_and_cannot_acquire
void f(void)
{
	ar_fence_relaxed();
} // error: a_relaxed_fence_does_nothing
bool f(void)
{
	return ar_cas_weak_release_release(&x, &seen, 1);
} // error: a_failure_writes_nothing_and_cannot_release
bool f(void)
{
	return ar_cas_strong_acq_rel_acq_rel(&x, &seen, 1);
} // error: a_failure_writes_nothing_and_cannot_release
bool f(void)
{
	return ar_cas_strong_relaxed_acquire(&x, &seen, 1);
} // error: success_cannot_be_weaker_than_failure
bool f(void)
{
	return ar_cas_weak_acq_rel_seq_cst(&x, &seen, 1);
} // error: success_cannot_be_weaker_than_failure
bool f(void)
{
	return ar_fetch_update_acq_rel_release(&x, &seen, same, &seen);
} // error: a_failure_writes_nothing_and_cannot_release
bool f(void)
{
	return ar_fetch_update_release_acquire(&x, &seen, same, &seen);
} // error: success_cannot_be_weaker_than_failure
void f(void)
{
	ar_store(&x, 1);
} // error: ar_store
