/* A race on a variable that is not volatile, beside one that is: nothing is said of volatile.
 *
 * expect: data-race
 * unsaid: it neither orders
 */
#include <pthread.h>

static int data;
static volatile int turns;

static void *add(void *unused)
{
	for (volatile int i = 0; i < 3; i++)
		data++;
	return unused;
}

int main(void)
{
	pthread_t t;

	turns = 1;
	pthread_create(&t, NULL, add, NULL);
	data++;
	pthread_join(t, NULL);
	return 0;
}
