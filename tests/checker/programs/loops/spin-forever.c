/* Nobody sets the flag.
 *
 * expect: livelock
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

atomic_int go;

static void *wait(void *unused)
{
	while (!atomic_load_explicit(&go, memory_order_acquire))
		;
	return unused;
}

int main(void)
{
	pthread_t t[1];

	for (int i = 0; i < 1; i++)
		pthread_create(&t[i], NULL, wait, (void *)(long)i);
	for (int i = 0; i < 1; i++)
		pthread_join(t[i], NULL);
	return 0;
}
