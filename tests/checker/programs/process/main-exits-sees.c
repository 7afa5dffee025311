/* What a handler finds of a thread that goes on meanwhile: all that it may have come to by then.
 *
 * expect: ok 4
 * options: --main-returns=exit
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_int n;

static void end(void)
{
	int seen = atomic_load(&n);

	(void)seen;
}

static void *work(void *unused)
{
	for (int i = 0; i < 3; i++)
		atomic_store(&n, i + 1);
	return unused;
}

int main(void)
{
	pthread_t t;

	atexit(end);
	pthread_create(&t, NULL, work, NULL);
	return 0;
}
