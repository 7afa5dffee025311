/* The thread that has the mutex never ends, and is cut; the other one, which waits, could have had it first.
 *
 * expect: assertion
 * options: --max-steps 80
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static atomic_int n;

static void *waits(void *unused)
{
	pthread_mutex_lock(&m);
	assert(!"it has the mutex first");
	return unused;
}

static void *ends(void *unused)
{
	return unused;
}

int main(void)
{
	pthread_t t, u;

	pthread_create(&t, NULL, waits, NULL);
	pthread_mutex_lock(&m);
	pthread_create(&u, NULL, ends, NULL);
	pthread_join(u, NULL); /* meanwhile the first one comes to where it waits */
	for (;;)
		atomic_fetch_add(&n, 1);
}
