/* Each thread has its own thread-local variables, fresh in every execution.
 *
 * expect: ok 2
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static _Thread_local int mine = 5;
static atomic_int order;

static void *count(void *unused)
{
	assert(mine == 5);
	mine += 1 + atomic_fetch_add_explicit(&order, 1, memory_order_relaxed);
	assert(mine == 6 || mine == 7);
	return unused;
}

int main(void)
{
	pthread_t t[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, count, (void *)(long)i);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	assert(mine == 5);
	mine = 9;
	return 0;
}
