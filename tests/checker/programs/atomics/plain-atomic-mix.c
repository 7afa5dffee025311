/* An atomic that is also written plainly, without order.
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

static void *plain(void *unused)
{
	x = 1;
	return unused;
}

static void *atomic(void *unused)
{
	__atomic_load_n(&x, __ATOMIC_SEQ_CST);
	return unused;
}

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, plain, NULL);
	pthread_create(&t[1], NULL, atomic, NULL);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	return 0;
}
