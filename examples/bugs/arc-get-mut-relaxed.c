/*
 * "I am the only owner, so I may write": a reference-counted object may be changed in place when the count
 * is one. The other owner released its use of the object when it let go, but a relaxed look at the count
 * acquires nothing of that: the write may overtake the other owner's last read.
 *
 * Source: Jacques-Henri Jourdan, "Insufficient synchronization in Arc::get_mut", rust-lang/rust issue
 * 51780, 2018: a bug of Rust's standard library, found by a proof.
 * Fix: an acquire load.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

#ifdef FIXED
#define LOOK memory_order_acquire
#else
#define LOOK memory_order_relaxed
#endif

struct shared {
	atomic_int owners;
	int value;
};

static void drop(struct shared *s)
{
	/* acq_rel: pairs with itself and with is_unique(); what we did with s comes before others own it alone */
	if (atomic_fetch_sub_explicit(&s->owners, 1, memory_order_acq_rel) == 1)
		free(s);
}

static bool is_unique(struct shared *s)
{
	/* acquire: pairs with drop(); relaxed is WRONG: the former owners may still be reading */
	return atomic_load_explicit(&s->owners, LOOK) == 1;
}

static void *reader(void *arg)
{
	struct shared *s = arg;

	assert(s->value == 1);
	drop(s);
	return NULL;
}

int main(void)
{
	pthread_t other;
	struct shared *s = malloc(sizeof *s);

	if (!s)
		abort();
	atomic_init(&s->owners, 2);
	s->value = 1;
	pthread_create(&other, NULL, reader, s);
	if (is_unique(s))
		s->value = 2;
	drop(s);
	pthread_join(other, NULL);
	return 0;
}
