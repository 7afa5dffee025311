/* An update of two atomic operations, elsewhere under a lock.
 *
 * expect: assertion
 * report: Hold `m` at line 27 too, where `n` is written. Checked: with it, all
 * unsaid: No memory order
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static atomic_int n;

static void *work(void *arg)
{
	pthread_mutex_lock(&m);
	n = n + 1;
	pthread_mutex_unlock(&m);
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, work, NULL);
	n = n + 2;
	pthread_join(t, NULL);
	assert(n == 3);
}
