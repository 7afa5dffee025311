/*
 * Message passing through a volatile flag. volatile tells the compiler to do the accesses to the flag as
 * they are written. It does not make them atomic, and it orders neither the compiler's nor the processor's
 * other accesses: to C both the flag and the message are in a data race.
 *
 * Source: Arch Robison, "Volatile: Almost Useless for Multi-Threaded Programming", Intel Software Network
 * blog, 2007; Hans-J. Boehm and Sarita Adve, "You Don't Know Jack about Shared Variables or Memory Models",
 * Communications of the ACM 55(2), 2012.
 * Fix: an atomic flag, released and acquired.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static int message;
#ifdef FIXED
static atomic_bool ready;
#else
static volatile int ready;
#endif

static void *sender(void *arg)
{
	message = 42;
#ifdef FIXED
	/* release: pairs with the load in main(); publishes the message */
	atomic_store_explicit(&ready, 1, memory_order_release);
#else
	/* WRONG */
	ready = 1;
#endif
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, sender, NULL);
#ifdef FIXED
	/* acquire: pairs with the store in sender(); acquires the message */
	while (!atomic_load_explicit(&ready, memory_order_acquire))
		;
#else
	/* WRONG */
	while (!ready)
		;
#endif
	assert(message == 42);
	pthread_join(other, NULL);
	return 0;
}
