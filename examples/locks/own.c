/*
 * A lock of one's own, and what it is specified to be: see <acqrel/model.h>. It is a ticket lock whose
 * waiters sleep.
 *
 *	acqrel check own.c              checks the program below, in which a lock and an unlock are one step each
 *	acqrel check --library own.c    checks the lock, too
 *	acqrel check --library own.c -- -DWRONG         finds that it forgets to acquire
 *
 * The second has far more executions: that is why the lock is tested once, and its users on the word of that.
 */
#undef NDEBUG
#include <acqrel/atomic.h>
#include <acqrel/check.h>
#include <acqrel/misuse.h>
#include <acqrel/model.h>
#include <acqrel/wait.h>
#include <assert.h>
#include <pthread.h>

struct own_lock {
	ar_atomic_u32 next, serving;
};

#ifdef WRONG
#define load_serving ar_load_relaxed
#else
#define load_serving ar_load_acquire
#endif

/* The state is at `serving`: 0 while it is unlocked. */
static void own_lock_take(struct own_lock *l)
{
	if (ar_modelled("own_lock")) {
		ar_model_lock(&l->serving);
		return;
	}
	/* relaxed: what the owner before did comes with its turn */
	uint32_t mine = ar_fetch_add_relaxed(&l->next, 1), now;

	/* acquire: pairs with the release in own_lock_give(); else we may miss what the owner before wrote */
	while ((now = load_serving(&l->serving)) != mine)
		ar_wait(&l->serving, now);
}

static void own_lock_give(struct own_lock *l)
{
	if (ar_modelled("own_lock")) {
		if (ar_model_unlock(&l->serving) != AR_MODEL_OWN)
			ar_misuse_found("own_lock: given by a thread that has not taken it");
		return;
	}
	/* relaxed: only the owner changes it */
	uint32_t mine = ar_load_relaxed(&l->serving);

	/* release: pairs with the acquire in own_lock_take(); else the next owner may miss our writes */
	ar_store_release(&l->serving, mine + 1);
	ar_wake_all(&l->serving);
}

/* --- A program that uses it ---------------------------------------------------------------------------- */

static struct own_lock lock;
static int counter;

static void *count(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++) {
		own_lock_take(&lock);
		counter++;
		own_lock_give(&lock);
	}
	return arg;
}

int main(void)
{
	pthread_t threads[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&threads[i], NULL, count, NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	assert(counter == 2 * AR_ITERATIONS(100000, 1));
}
