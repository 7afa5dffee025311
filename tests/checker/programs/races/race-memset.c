/* memset of memory that another thread writes.
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

char from[64] = "hello", to[64];
struct words {
	long w[8];
} s;

static void *use(void *unused)
{
	memset(from, 1, 8);
	return unused;
}

static void *change(void *unused)
{
	from[2] = 'x';
	return unused;
}

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, use, NULL);
	pthread_create(&t[1], NULL, change, NULL);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	return 0;
}
