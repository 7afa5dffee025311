/* An error among threads that run the same is one, and is told of as it is.
 *
 * expect: deadlock
 */
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t locks[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
static atomic_int next;

static void *take(void *unused)
{
	int mine = atomic_fetch_add(&next, 1);

	pthread_mutex_lock(&locks[mine]);
	pthread_mutex_lock(&locks[!mine]);
	pthread_mutex_unlock(&locks[!mine]);
	pthread_mutex_unlock(&locks[mine]);
	return unused;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, take, NULL);
	pthread_create(&b, NULL, take, NULL);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
