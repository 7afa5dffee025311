/*
 * "Initialize once" by a flag that the thread that comes first swaps to true. It is initialized once, that much is
 * right. But the flag says that somebody has begun, and the second thread takes it for "is done".
 *
 * Source: David Butenhof, "Programming with POSIX Threads", Addison-Wesley, 1997, section 5.1, on one-time
 * initialization and what pthread_once does beyond a flag.
 * Fix: a third state. Those who come while somebody initializes wait for the end of it.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

enum { NEW, BEGUN, DONE };

static atomic_int state;
static int resource;

static void once(void)
{
	int expected = NEW;

	/* acquire: pairs with the store below; acquires what was initialized */
	if (atomic_compare_exchange_strong_explicit(&state, &expected, BEGUN, memory_order_acquire,
	                                            memory_order_acquire)) {
		resource = 7;
		/* release: pairs with the loads of state; publishes the resource */
		atomic_store_explicit(&state, DONE, memory_order_release);
		return;
	}
#ifdef FIXED
	/* acquire: as above */
	while (atomic_load_explicit(&state, memory_order_acquire) != DONE)
		;
#else
	/* WRONG: it may only have begun */
#endif
}

static void *use(void *arg)
{
	once();
	assert(resource == 7);
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, use, NULL);
	use(NULL);
	pthread_join(other, NULL);
	return 0;
}
