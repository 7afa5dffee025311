/* A global array is written behind its end by a function that gets a pointer to it.
 *
 * expect: out-of-bounds
 * report: write of 4 bytes right behind the end of a variable of 32 bytes (`table`)
 */
#include <pthread.h>

static int table[8];
int after[8];

static void fill(int *to, int n)
{
	for (int i = 0; i < n; i++)
		to[i] = 1;
}

static void *work(void *unused)
{
	fill(table, 9);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, work, NULL);
	pthread_join(t, NULL);
	return after[0] + table[0] - 1;
}
