/*
 * expect: ok
 * A lock as the suites of SV-COMP have it: a function that is atomic by its name and assumes that the lock is free.
 */
#include <assert.h>
#include <pthread.h>

void __VERIFIER_assume(int condition);

static int locked, count;

void __VERIFIER_atomic_acquire(void)
{
	__VERIFIER_assume(locked == 0);
	locked = 1;
}

void __VERIFIER_atomic_release(void)
{
	assert(locked == 1);
	locked = 0;
}

static void *add(void *argument)
{
	__VERIFIER_atomic_acquire();
	count++;
	__VERIFIER_atomic_release();
	return argument;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, add, NULL);
	pthread_create(&b, NULL, add, NULL);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	assert(count == 2);
	return 0;
}
