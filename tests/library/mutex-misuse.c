/* <acqrel/mutex.h>: unlocking a mutex that is not locked ends the program with a sentence that says so. */
#include <acqrel/mutex.h>

static struct {
	ar_mutex lock;
	int balance;
} account;

/* clang would refuse to compile this mistake. */
int AR_NO_THREAD_SAFETY main(void)
{
	ar_mutex_lock(&account.lock);
	account.balance++;
	ar_mutex_unlock(&account.lock);
	ar_mutex_unlock(&account.lock);
	return 0;
}
