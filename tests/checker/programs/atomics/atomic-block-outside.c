/*
 * expect: data-race
 * Only blocks exclude each other.
 */
#include <pthread.h>

void __VERIFIER_atomic_begin(void);
void __VERIFIER_atomic_end(void);

static int count;

static void *add(void *argument)
{
	__VERIFIER_atomic_begin();
	count++;
	__VERIFIER_atomic_end();
	return argument;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, add, NULL);
	count++;
	pthread_join(t, NULL);
	return 0;
}
