/* Likewise, without an atomic operation: what the first wrote is read before it has ended, perhaps.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int next;
static int done;

static void *draw(void *unused)
{
	if (atomic_fetch_add(&next, 1) == 0)
		done = 1;
	return unused;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, draw, NULL);
	pthread_create(&b, NULL, draw, NULL);
	pthread_join(a, NULL);
	int seen = done;
	pthread_join(b, NULL);
	return !seen;
}
