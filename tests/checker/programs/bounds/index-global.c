/* A global array is written with an index that lies behind it.
 *
 * expect: out-of-bounds
 * report: index 8 is outside the array, int[8] (`table[i]`)
 */
#include <pthread.h>

static int table[8], behind[8];

static void *work(void *last)
{
	for (int i = 0; i <= *(int *)last; i++)
		table[i] = 1;
	return NULL;
}

int main(void)
{
	pthread_t t;
	int last = 8;

	pthread_create(&t, NULL, work, &last);
	pthread_join(t, NULL);
	return behind[0];
}
