/* A loop polls under a lock that exchanges take and give back: who had the lock in between has told it something.
 *
 * expect: ok|incomplete
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int taken;
static int ready;

static void lock(void)
{
	while (atomic_exchange_explicit(&taken, 1, memory_order_acquire))
		continue;
}

static void unlock(void)
{
	atomic_exchange_explicit(&taken, 0, memory_order_release);
}

static void *poll(void *p)
{
	for (int now = 0; !now;) {
		lock();
		now = ready;
		unlock();
	}
	return p;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, poll, NULL);
	lock();
	ready = 1;
	unlock();
	pthread_join(t, NULL);
	return 0;
}
