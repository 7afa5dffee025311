/* Likewise, and nobody waits for the other.
 *
 * expect: exit-failure
 */
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
	void *first;

	pthread_create(&a, NULL, draw, NULL);
	pthread_create(&b, NULL, draw, NULL);
	pthread_join(a, &first);
	return first == NULL;
}
