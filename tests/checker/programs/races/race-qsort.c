/* qsort writes.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdlib.h>

static int numbers[2] = {2, 1};

static int compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void *reader(void *unused)
{
	return numbers[0] ? unused : NULL;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, reader, NULL);
	qsort(numbers, 2, sizeof *numbers, compare);
	pthread_join(t, NULL);
	return 0;
}
