/* What their creator does in between is known to the later thread, and through that to the earlier one: no race.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int next;
static int ready;

static void *draw(void *unused)
{
	if (atomic_fetch_add(&next, 1) == 1)
		assert(ready);
	return unused;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, draw, NULL);
	ready = 1;
	pthread_create(&b, NULL, draw, NULL);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
