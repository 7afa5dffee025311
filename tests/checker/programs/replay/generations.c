/* Memory that is used atomically, then plainly, then atomically again.
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

static int x;

static void *add(void *unused)
{
	__atomic_fetch_add(&x, 1, __ATOMIC_RELAXED);
	return unused;
}

static void both(void)
{
	pthread_t t[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, add, NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
}

int main(void)
{
	both();
	assert(x == 2);
	x = 40;
	assert(__atomic_add_fetch(&x, 2, __ATOMIC_RELAXED) == 42);
	memset(&x, 0, sizeof x);
	assert(__atomic_load_n(&x, __ATOMIC_RELAXED) == 0);
	return 0;
}
