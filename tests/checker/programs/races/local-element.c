/* Only the address of an array's last element is given away. From there a thread gets to the first one, which
 * compilers do not say that they write.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stddef.h>

static pthread_t thread;
static volatile int three = 3;

static void *read_first(void *last)
{
	const long double *p = last;

	return p[-2] > 1 ? last : NULL;
}

int main(void)
{
	long double numbers[3];

	numbers[0] = three;
	pthread_create(&thread, NULL, read_first, &numbers[2]);
	numbers[0] = three + 1;
	pthread_join(thread, NULL);
	return 0;
}
