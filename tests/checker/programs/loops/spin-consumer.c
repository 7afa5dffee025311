/* A consumer waits for a pointer without any hint that it waits.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static _Atomic(int *) shared;

static void *produce(void *unused)
{
	int *p = malloc(sizeof *p);

	*p = 7;
	atomic_store_explicit(&shared, p, memory_order_release);
	return unused;
}

static void *consume(void *unused)
{
	int *p;

	while (!(p = atomic_load_explicit(&shared, memory_order_acquire)))
		;
	assert(*p == 7);
	free(p);
	return unused;
}

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, produce, NULL);
	pthread_create(&t[1], NULL, consume, NULL);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	return 0;
}
