/*
 * Threads that create threads in an order that differs from execution to execution, and pass on where their
 * thread-local variables lie: numbers and addresses have to be the same in all workers.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static _Thread_local int own;
static _Atomic(int *) last;
static atomic_int turn;

static void *leave_address(void *unused)
{
	int *before = atomic_exchange_explicit(&last, &own, memory_order_acq_rel);

	assert(before != &own);
	if (before)
		atomic_fetch_add_explicit(&turn, 1, memory_order_relaxed);
	return unused;
}

static void *spawn(void *unused)
{
	pthread_t t[2];
	int n = atomic_fetch_add_explicit(&turn, 1, memory_order_relaxed) ? 2 : 1;

	for (int i = 0; i < n; i++)
		pthread_create(&t[i], NULL, leave_address, NULL);
	for (int i = 0; i < n; i++)
		pthread_join(t[i], NULL);
	return unused;
}

int main(void)
{
	pthread_t t[3];

	for (int i = 0; i < 3; i++)
		pthread_create(&t[i], NULL, spawn, NULL);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	return 0;
}
