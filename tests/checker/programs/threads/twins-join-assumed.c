/* Of two threads that run the same, the first to begin assumes what does not hold. Who waits for one of them may
 * have waited for the other.
 *
 * expect: assertion
 */
#include <acqrel/check.h>
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int begun;

static void *begin(void *unused)
{
	ar_assume(atomic_fetch_add(&begun, 1) == 1);
	return unused;
}

int main(void)
{
	pthread_t first, second;

	pthread_create(&first, NULL, begin, NULL);
	pthread_create(&second, NULL, begin, NULL);
	pthread_join(first, NULL);
	assert(0);
	return 0;
}
