/* The atomic variable behind the last of an array is none. Its address is legal, its use is not.
 *
 * expect: out-of-bounds
 * report: of 4 bytes right behind the end of a variable of 16 bytes (`counters`)
 */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int counters[4];

static void *count(void *counter)
{
	atomic_int *p = counter;

	atomic_fetch_add(p, 1);
	return NULL;
}

int main(void)
{
	pthread_t t[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, count, &counters[3 + i]);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	return 0;
}
