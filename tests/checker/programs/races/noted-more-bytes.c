/* An access of more bytes than the thread has accessed before, and of the next ones.
 *
 * expect: data-race
 * report: reads()
 */
#include <pthread.h>
#include <string.h>

struct {
	char first[8], second[8];
} shared;
char seen;

static void *reads(void *unused)
{
	seen = shared.second[7];
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, reads, NULL);
	shared.first[0] = 1;
	shared.second[0] = 1;
	shared.first[0] = 2;
	shared.second[0] = 2;
	memset(&shared, 3, sizeof shared);
	pthread_join(t, NULL);
	return 0;
}
