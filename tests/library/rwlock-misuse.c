/*
 * <acqrel/rwlock.h>: giving up what nobody has ends the program with a sentence that says so. CASE is which.
 */
#include <acqrel/rwlock.h>

static struct {
	ar_rwlock lock;
	int balance;
} account;

/* clang would refuse to compile these mistakes. */
int AR_NO_THREAD_SAFETY main(void)
{
#ifndef CASE
#define CASE 1
#endif
#if CASE == 1 /* a reader too many */
	ar_rwlock_read_lock(&account.lock);
	ar_rwlock_read_unlock(&account.lock);
	ar_rwlock_read_unlock(&account.lock);
#elif CASE == 2 /* a writer's lock, as if it were a reader's */
	ar_rwlock_write_lock(&account.lock);
	ar_rwlock_read_unlock(&account.lock);
#elif CASE == 3 /* the other way round */
	ar_rwlock_read_lock(&account.lock);
	ar_rwlock_write_unlock(&account.lock);
#else           /* only a writer can step down */
	ar_rwlock_read_lock(&account.lock);
	ar_rwlock_downgrade(&account.lock);
#endif
	return 0;
}
