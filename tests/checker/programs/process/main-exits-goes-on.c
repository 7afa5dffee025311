/* Until the process has ended, a thread may come as far as it likes.
 *
 * expect: assertion
 * options: --main-returns=exit
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int ended;

static void *work(void *unused)
{
	assert(!atomic_load(&ended));
	return unused;
}

__attribute__((destructor)) static void at_end(void)
{
	atomic_store(&ended, 1);
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, work, NULL);
	return 0;
}
