/* Who waits in line waits on a node on its own stack, into which others write meanwhile: that makes no other state of it.
 *
 * expect: ok 66
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

struct node {
	_Atomic(struct node *) behind;
	atomic_int waits;
};

static _Atomic(struct node *) last;
static int taken;

static void let_go(struct node *own)
{
	struct node *expected = own, *behind;

	if (!atomic_load_explicit(&own->behind, memory_order_acquire) &&
	    atomic_compare_exchange_strong_explicit(&last, &expected, NULL, memory_order_release,
	                                            memory_order_relaxed))
		return;
	while (!(behind = atomic_load_explicit(&own->behind, memory_order_acquire)))
		;
	atomic_store_explicit(&behind->waits, 0, memory_order_release);
}

static void *use(void *unused)
{
	struct node own, *before;

	atomic_store_explicit(&own.behind, NULL, memory_order_relaxed);
	before = atomic_exchange_explicit(&last, &own, memory_order_acq_rel);
	if (before) {
		atomic_store_explicit(&own.waits, 1, memory_order_release);
		atomic_store_explicit(&before->behind, &own, memory_order_release);
		while (atomic_load_explicit(&own.waits, memory_order_acquire))
			;
	}
	taken++;
	let_go(&own);
	return unused;
}

int main(void)
{
	pthread_t users[3];

	for (int i = 0; i < 3; i++)
		pthread_create(&users[i], NULL, use, NULL);
	for (int i = 0; i < 3; i++)
		pthread_join(users[i], NULL);
	return taken != 3;
}
