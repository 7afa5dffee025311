/* An access of more bytes than the thread has accessed before, and of the next ones.
 *
 * expect: data-race
 * report: main()
 */
#include <pthread.h>
#include <string.h>

static struct {
	char first[8], second[8];
} shared;

static void *writes(void *unused)
{
	shared.first[0] = 1;
	shared.second[0] = 1;
	shared.first[0] = 2;
	shared.second[0] = 2;
	memset(&shared, 3, sizeof shared);
	return unused;
}

int main(void)
{
	pthread_t t;
	int got;

	pthread_create(&t, NULL, writes, NULL);
	got = shared.second[7];
	pthread_join(t, NULL);
	return got == 7;
}
