/* Loops become vector instructions of 32 bytes.
 *
 * flags: -O3 -mavx2
 * expect: data-race
 * report: data race on `shared
 */
#include <pthread.h>

int shared[64];

static void *writer(void *unused)
{
	for (int i = 0; i < 64; i++)
		shared[i] = i + 1;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, writer, NULL);
	for (int i = 0; i < 64; i++)
		shared[i] = i + 2;
	pthread_join(t, NULL);
	return 0;
}
