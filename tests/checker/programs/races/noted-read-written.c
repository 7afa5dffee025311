/* That the thread has read the bytes a moment before does not stand for a write; not on its own stack either.
 *
 * expect: data-race
 * report: write of 4 bytes
 */
#include <pthread.h>

int seen;

static void *reads(void *shared)
{
	return *(int *)shared > 1 ? shared : NULL;
}

int main(void)
{
	pthread_t t;
	int shared = 0;

	pthread_create(&t, NULL, reads, &shared);
	seen = shared;
	shared = seen + 1;
	pthread_join(t, NULL);
	return 0;
}
