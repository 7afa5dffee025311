/* Many readers, and a writer that waits for all of them but one.
 *
 * expect: data-race
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int x;

static void *read_it(void *unused)
{
	return x ? unused : NULL;
}

int main(void)
{
	pthread_t t[3];

	for (int i = 0; i < 3; i++)
		pthread_create(&t[i], NULL, read_it, NULL);
	pthread_join(t[0], NULL);
	pthread_join(t[2], NULL);
	x = 1;
	pthread_join(t[1], NULL);
	return 0;
}
