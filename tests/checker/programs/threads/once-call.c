/* Whoever comes while the function runs waits until it has run, and sees what it did.
 *
 * expect: ok 2
 */
#include <assert.h>
#include <pthread.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int runs;

static void run(void)
{
	runs++;
}

static void *use(void *unused)
{
	assert(!pthread_once(&once, run));
	assert(runs == 1);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, use, NULL);
	use(NULL);
	use(NULL);
	pthread_join(t, NULL);
	return 0;
}
