/* Two threads take places in a ring. Where both have come before either has wrapped the index, one writes
 * behind it.
 *
 * expect: out-of-bounds
 * report: index 2 is outside the array, int[2] (`ring[at]`)
 */
#include <pthread.h>
#include <stdatomic.h>

static int ring[2];
static atomic_int next = 1;

static void *put(void *value)
{
	int at = atomic_fetch_add(&next, 1); /* should be taken modulo 2 here, not below */

	ring[at] = *(int *)value;
	if (at == 1)
		atomic_store(&next, 0);
	return NULL;
}

int main(void)
{
	pthread_t t[2];
	int values[2] = {1, 2};

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, put, &values[i]);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	return 0;
}
