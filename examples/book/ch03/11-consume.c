/*
 * Consume was meant as a cheaper acquire, for what is reached through the value that was loaded, such as what a pointer
 * points to. No compiler implements it: all take it for acquire, and it is on its way out of the languages. Neither
 * this library nor Rust has it.
 *
 * Comes out: 5, whenever the pointer is there.
 *
 * Rust Atomics and Locks, chapter 3, consume ordering.
 */
#include <acqrel/thread.h>

#include <assert.h>
#include <stdatomic.h>

static int data;
static _Atomic(int *) pointer;

static void *publish(void *arg)
{
	data = 5;
	/* release: pairs with the consume in main(); else that may see the pointer before the data */
	atomic_store_explicit(&pointer, &data, memory_order_release);
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		int *p;
		ar_scope_spawn(&s, publish, NULL);
		/* consume: pairs with the release in publish(), for what p points to; compilers make it acquire */
		while (!(p = atomic_load_explicit(&pointer, memory_order_consume)))
			ar_thread_yield();
		assert(*p == 5);
	}
	return 0;
}
