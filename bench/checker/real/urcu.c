/*
 * liburcu: a reader looks at a number while a writer replaces it, waits for readers, and frees the old one;
 * -DTOO_EARLY frees it at once. With -DRCU_MEMB or -DRCU_QSBR: the flavour.
 */
#include <assert.h>
#ifdef RCU_QSBR
#include <urcu-qsbr.h>
#else
#include <urcu.h>
#endif
#include <pthread.h>
#include <stdlib.h>

static int *shared;

static void *read_it(void *unused)
{
	rcu_register_thread();
	rcu_read_lock();
	int *p = rcu_dereference(shared);
	assert(*p == 1 || *p == 2);
	rcu_read_unlock();
	rcu_unregister_thread();
	return unused;
}

static int *make(int value)
{
	int *p = malloc(sizeof *p);

	*p = value;
	return p;
}

int main(void)
{
	pthread_t t;

	rcu_register_thread();
	shared = make(1);
	pthread_create(&t, NULL, read_it, NULL);
	int *old = shared, *new = make(2);
	rcu_assign_pointer(shared, new);
#ifndef TOO_EARLY
	synchronize_rcu();
#endif
	free(old);
#ifdef RCU_QSBR
	rcu_thread_offline();
#endif
	pthread_join(t, NULL);
#ifdef RCU_QSBR
	rcu_thread_online();
#endif
	free(new);
	rcu_unregister_thread();
	return 0;
}
