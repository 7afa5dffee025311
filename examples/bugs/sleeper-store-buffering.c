/*
 * A thread that goes to sleep while it is being woken. It says that it sleeps, looks once more for work,
 * and waits to be woken; who brings work writes the work and then wakes the thread that says that he sleeps. One of
 * the two must see the other, and with release and acquire neither has to: the work is there and its
 * worker sleeps for ever.
 *
 * Source: David Howells, Paul McKenney and others, "Linux Kernel Memory Barriers", memory-barriers.txt in
 * the kernel's documentation, "Sleep and wake-up functions".
 * Fix: seq_cst.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef FIXED
#define STORE memory_order_seq_cst
#define LOAD  memory_order_seq_cst
#else
#define STORE memory_order_release
#define LOAD  memory_order_acquire
#endif

static atomic_bool work, sleeps, woken;

static void *worker(void *arg)
{
	/* seq_cst: comes before the load below for all; release is WRONG */
	atomic_store_explicit(&sleeps, true, STORE);
	/* seq_cst: sees the work, or else its giver sees us; acquire is WRONG */
	if (!atomic_load_explicit(&work, LOAD))
		/* acquire: pairs with the store in main(); stands for sleeping until then */
		while (!atomic_load_explicit(&woken, memory_order_acquire))
			;
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, worker, NULL);
	/* seq_cst: comes before the load below for all; release is WRONG */
	atomic_store_explicit(&work, true, STORE);
	/* seq_cst: sees the sleeper, or else that one sees the work; acquire is WRONG */
	if (atomic_load_explicit(&sleeps, LOAD))
		/* release: pairs with the sleeper's last load */
		atomic_store_explicit(&woken, true, memory_order_release);
	pthread_join(other, NULL);
	return 0;
}
