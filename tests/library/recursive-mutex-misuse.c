/* <acqrel/recursive_mutex.h>: unlocking what another thread holds ends the program with a sentence. */
#include <acqrel/recursive_mutex.h>
#include <pthread.h>

static ar_recursive_mutex lock;

/* clang would refuse to compile this mistake. */
static void *AR_NO_THREAD_SAFETY unlock_it(void *arg)
{
	ar_recursive_mutex_unlock(&lock);
	return arg;
}

int AR_NO_THREAD_SAFETY main(void)
{
	pthread_t thread;

	ar_recursive_mutex_lock(&lock);
	pthread_create(&thread, NULL, unlock_it, NULL);
	pthread_join(thread, NULL);
	ar_recursive_mutex_unlock(&lock);
	return 0;
}
