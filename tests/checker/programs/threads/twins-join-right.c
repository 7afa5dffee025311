/* The same in order: only the first that was created writes what is read when it has ended.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int next;
static int done;

static void *draw(void *unused)
{
	if (atomic_fetch_add(&next, 1) == 1)
		done = 1;
	return unused;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, draw, NULL);
	pthread_create(&b, NULL, draw, NULL);
	pthread_join(b, NULL);
	pthread_join(a, NULL);
	assert(done);
	return 0;
}
