/* pthread_exit runs handlers that were pushed together with a change of how the thread may be cancelled, too.
 *
 * expect: ok 1
 */
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>

static int handled;

static void handle(void *add)
{
	handled += *(int *)add;
}

static void *run(void *unused)
{
	int one = 1, ten = 10, hundred = 100;

	pthread_cleanup_push_defer_np(handle, &one);
	pthread_cleanup_push_defer_np(handle, &ten);
	pthread_cleanup_pop_restore_np(0);
	pthread_cleanup_push(handle, &hundred);
	pthread_exit(unused);
	pthread_cleanup_pop(1);
	pthread_cleanup_pop_restore_np(1);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, run, NULL);
	pthread_join(t, NULL);
	assert(handled == 101);
	return 0;
}
