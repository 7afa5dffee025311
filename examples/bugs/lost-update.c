/*
 * An update of an atomic that is not atomic: a load and a store. Each is atomic for itself, and an update
 * by another thread between the two is overwritten.
 *
 * Source: SEI CERT C Coding Standard, 2016 edition, rule CON40-C: do not refer to an atomic variable twice
 * in an expression.
 * Fix: one read-modify-write.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_int balance;

static void *deposit(void *arg)
{
#ifdef FIXED
	/* seq_cst: any order would do, the join publishes the sum */
	atomic_fetch_add(&balance, 10);
#else
	/* seq_cst: WRONG, as any order is: the other thread's deposit may come between load and store */
	atomic_store(&balance, atomic_load(&balance) + 10);
#endif
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, deposit, NULL);
	deposit(NULL);
	pthread_join(other, NULL);
	/* seq_cst: any order would do after the join */
	assert(atomic_load(&balance) == 20);
	return 0;
}
