/*
 * expect: misuse
 * report: the thread waits for another in an atomic block, which is one step
 */
#include <pthread.h>

void __VERIFIER_atomic_begin(void);
void __VERIFIER_atomic_end(void);

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

static void *lock(void *argument)
{
	pthread_mutex_lock(&m);
	pthread_mutex_unlock(&m);
	return argument;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, lock, NULL);
	__VERIFIER_atomic_begin();
	lock(NULL);
	__VERIFIER_atomic_end();
	pthread_join(t, NULL);
	return 0;
}
