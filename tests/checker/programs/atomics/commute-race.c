/* Adding to a counter orders two threads in one of two orders only.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int count;
static int data;

static void *write_first(void *unused)
{
	data = 1;
	atomic_fetch_add(&count, 1);
	return unused;
}

static void *read_last(void *unused)
{
	atomic_fetch_add(&count, 1);
	return data ? unused : NULL;
}

int main(void)
{
	pthread_t one, two;

	pthread_create(&one, NULL, write_first, NULL);
	pthread_create(&two, NULL, read_last, NULL);
	pthread_join(one, NULL);
	pthread_join(two, NULL);
	return count != 2;
}
