/* What the programs here share: short names, and for locks the threads that use them. */
#ifndef SPIN_H
#define SPIN_H

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

#ifndef THREADS
#define THREADS 2
#endif

static inline void pause_briefly(void)
{
#if defined(__x86_64__)
	__builtin_ia32_pause();
#endif
}

#define load(p, order)          atomic_load_explicit(p, memory_order_##order)
#define store(p, v, order)      atomic_store_explicit(p, v, memory_order_##order)
#define exchange(p, v, order)   atomic_exchange_explicit(p, v, memory_order_##order)
#define add(p, v, order)        atomic_fetch_add_explicit(p, v, memory_order_##order)
#define cas(p, e, d, ok, fails) atomic_compare_exchange_weak_explicit(p, e, d, memory_order_##ok, memory_order_##fails)

typedef void *body(void *);

/* Runs each body in a thread of its own, with its number as argument, and waits for all. */
static inline void run_all(body *const *bodies, int n)
{
	pthread_t t[8];

	for (long i = 0; i < n; i++)
		pthread_create(&t[i], NULL, bodies[i], (void *)i);
	for (int i = 0; i < n; i++)
		pthread_join(t[i], NULL);
}

#define RUN(...) run_all((body *const[]){__VA_ARGS__}, (int)(sizeof(body *[]){__VA_ARGS__} / sizeof(body *)))

#endif
