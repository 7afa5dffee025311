/* The unit of a bit-field may have three bytes.
 *
 * expect: data-race
 * report: data race on `shared
 */
#include <pthread.h>

struct {
	unsigned a : 20;
	unsigned char c;
} shared;

static void *writer(void *unused)
{
	shared.a = 1;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, writer, NULL);
	shared.a = 2;
	pthread_join(t, NULL);
	return 0;
}
