/* Seventy threads.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int x[70];

static void *set(void *i)
{
	x[(long)i] = 1;
	return NULL;
}

int main(void)
{
	pthread_t t[70];

	for (int i = 0; i < 70; i++)
		pthread_create(&t[i], NULL, set, (void *)(long)i);
	for (int i = 0; i < 70; i++)
		pthread_join(t[i], NULL);
	for (int i = 0; i < 70; i++)
		assert(x[i] == 1);
	return 0;
}
