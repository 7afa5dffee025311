/* That the thread has read the bytes a moment before does not stand for a write.
 *
 * expect: data-race
 * report: write of 4 bytes
 */
#include <pthread.h>

int shared, seen;

static void *reads(void *unused)
{
	seen = shared;
	return unused;
}

int main(void)
{
	pthread_t t;
	int got;

	pthread_create(&t, NULL, reads, NULL);
	got = shared;
	shared = got + 1;
	pthread_join(t, NULL);
	return 0;
}
