/* That the thread has read the bytes a moment before does not stand for a write.
 *
 * expect: data-race
 * report: write of 4 bytes
 */
#include <pthread.h>

int shared, seen;

static void *changes(void *unused)
{
	seen = shared;
	shared = seen + 1;
	return unused;
}

int main(void)
{
	pthread_t t;
	int got;

	pthread_create(&t, NULL, changes, NULL);
	got = shared;
	pthread_join(t, NULL);
	return got == 7;
}
