/* A thread gets the same addresses from malloc in every execution.
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

static _Atomic(char *) x;

static void *put(void *unused)
{
	char *p = malloc(10);

	p = atomic_exchange_explicit(&x, p, memory_order_acq_rel);
	free(p);
	return unused;
}

int main(void)
{
	pthread_t t[3];

	for (int i = 0; i < 3; i++)
		pthread_create(&t[i], NULL, put, (void *)(long)i);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	free(atomic_load(&x));
	return 0;
}
