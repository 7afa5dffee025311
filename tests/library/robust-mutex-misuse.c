/*
 * <acqrel/robust_mutex.h>: calls that only an owner may make end the program with a sentence. CASE is which.
 */
#include <acqrel/robust_mutex.h>

#ifndef CASE
#define CASE 1
#endif

/* clang would refuse to compile these mistakes. */
int AR_NO_THREAD_SAFETY main(void)
{
	ar_robust_mutex lock = AR_ROBUST_MUTEX_INIT;

	if (ar_robust_mutex_lock(&lock))
		return 2;
#if CASE == 1
	ar_robust_mutex_unlock(&lock);
	ar_robust_mutex_unlock(&lock);
#elif CASE == 2
	ar_robust_mutex_make_consistent(&lock);
#else
	ar_robust_mutex_unlock(&lock);
	ar_robust_mutex_poison(&lock);
#endif
	return 0;
}
