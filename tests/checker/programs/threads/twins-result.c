/* Threads that run the same are told apart by what they return: the first that was created need not be the first
 * to come.
 *
 * expect: assertion
 * report: assert(first);
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int next;

static void *draw(void *unused)
{
	(void)unused;
	return atomic_fetch_add(&next, 1) == 0 ? &next : NULL;
}

int main(void)
{
	pthread_t a, b;
	void *first, *second;

	pthread_create(&a, NULL, draw, NULL);
	pthread_create(&b, NULL, draw, NULL);
	pthread_join(a, &first);
	pthread_join(b, &second);
	assert(first);
	return 0;
}
