/*
 * A hazard pointer without the fence. A reader announces which object it is about to use, looks again
 * whether the object is still the current one, and uses it. Who replaces an object frees it unless somebody
 * has announced it. One of the two must see the other: each writes first and then reads what the other
 * writes. Release and acquire do not order a store and a later load, so both may see nothing.
 *
 * Source: Maged Michael, "Hazard Pointers: Safe Memory Reclamation for Lock-Free Objects", IEEE Transactions
 * on Parallel and Distributed Systems 15(6), 2004.
 * Fix: a seq_cst fence between the two, on both sides.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static _Atomic(int *) current, hazard;

static void store_load_fence(void)
{
#ifdef FIXED
	/* seq_cst: between our store and our load; pairs with itself on the other side */
	atomic_thread_fence(memory_order_seq_cst);
#endif
}

static void *reader(void *arg)
{
	/* relaxed: looked at again below */
	int *object = atomic_load_explicit(&current, memory_order_relaxed);

	/* release: WRONG without the fence: does not come before the load below */
	atomic_store_explicit(&hazard, object, memory_order_release);
	store_load_fence();
	/* acquire: pairs with the exchange in replace(); acquires what is in the object */
	if (atomic_load_explicit(&current, memory_order_acquire) == object)
		assert(*object > 0);
	/* release: pairs with the load in replace(); we have finished with the object */
	atomic_store_explicit(&hazard, NULL, memory_order_release);
	return arg;
}

static int *new_object(int value)
{
	int *object = malloc(sizeof *object);

	if (!object)
		abort();
	*object = value;
	return object;
}

int main(void)
{
	pthread_t other;
	int *old = new_object(1), *new = new_object(2);

	/* relaxed: pthread_create publishes it */
	atomic_store_explicit(&current, old, memory_order_relaxed);
	pthread_create(&other, NULL, reader, NULL);
	/* acq_rel: publishes the new object; WRONG without the fence: does not come before the load below */
	atomic_exchange_explicit(&current, new, memory_order_acq_rel);
	store_load_fence();
	/* acquire: pairs with the reader's last store; it has finished with the object */
	int in_use = atomic_load_explicit(&hazard, memory_order_acquire) == old;

	if (!in_use)
		free(old);
	pthread_join(other, NULL);
	if (in_use)
		free(old);
	free(new);
	return 0;
}
