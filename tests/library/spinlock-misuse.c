/* <acqrel/spinlock.h>: unlocking a lock that is not locked ends the program with a sentence that says so. */
#include <acqrel/spinlock.h>

static struct {
	ar_spinlock lock;
	int balance;
} account;

/* clang would refuse to compile this mistake. */
int AR_NO_THREAD_SAFETY main(void)
{
	ar_spinlock_lock(&account.lock);
	account.balance++;
	ar_spinlock_unlock(&account.lock);
	ar_spinlock_unlock(&account.lock);
	return 0;
}
