/*
 * How workers hand what is left to explore to each other. Each has a box in shared memory, and a word,
 * `post`, that says what is with it:
 *
 *  NOTHING   its owner is busy
 *  WAITING   its owner has nothing left and sleeps; counted in `hungry`
 *  PACKING   another worker writes into the box, and has taken the owner out of `hungry`
 *  THERE     the owner can go on
 */
#include "engine/reserve.h"
#include "rt/memory/location_map.h"
#include "rt/run/os.h"
#include "rt/workers/workers.h"

enum { NOTHING, WAITING, PACKING, THERE };

#define BOX_SIZE ((size_t)64 << 20) /* address space: only what is used costs memory */
#define WAIT_NS  20000000           /* until a worker that waits looks again whether it should stop */

static char *boxes;
static size_t box_size;
static uint32_t workers;

void mailbox_init(uint32_t n)
{
	workers = n;
	boxes = engine_reserve_shared(n * BOX_SIZE, &box_size);
	box_size = box_size / n & ~(size_t)63;
}

static char *box_of(const struct acq_worker *w)
{
	return boxes + (size_t)(w - rt.outcome->workers) * box_size;
}

/* Finds a worker that waits; no other will send to it then. */
static struct acq_worker *claim(void)
{
	for (struct acq_worker *w = rt.outcome->workers; w < rt.outcome->workers + workers; w++) {
		uint32_t expected = WAITING;
		/*
		 * acquire, relaxed: pairs with the release in mailbox_receive(); else its owner may still
		 * read the box
		 */
		if (__atomic_compare_exchange_n(&w->post, &expected, PACKING, false, __ATOMIC_ACQUIRE,
		                                __ATOMIC_RELAXED))
			return w;
	}
	return NULL;
}

static void deliver(struct acq_worker *w, uint32_t post)
{
	/* release: pairs with the acquire in mailbox_receive(); else the owner may read an old box */
	__atomic_store_n(&w->post, post, __ATOMIC_RELEASE);
	os_wake(&w->post);
}

void mailbox_send(void)
{
	struct acq_workers *team = &rt.outcome->team;
	struct acq_worker *w = claim();

	if (!w)
		return;
	if (!explore_split(&rt.explorer, box_of(w), box_size)) {
		deliver(w, WAITING);
		return;
	}
	/* relaxed: a number to be fed; who is claimed is decided by post */
	__atomic_fetch_sub(&team->hungry, 1, __ATOMIC_RELAXED);
	/* relaxed: we are counted ourselves, so that no worker can see 0 meanwhile */
	__atomic_fetch_add(&team->busy, 1, __ATOMIC_RELAXED);
	deliver(w, THERE);
}

static bool nothing_will_come(void)
{
	const struct acq_outcome *o = rt.outcome;

	/* relaxed: only the news itself matters, and what is in the box decides */
	bool over = __atomic_load_n(&o->team.over, __ATOMIC_RELAXED);
	/* relaxed: likewise */
	return over || __atomic_load_n(&o->progress.stop, __ATOMIC_RELAXED);
}

/* False: too late, somebody packs for us. */
static bool stop_waiting(void)
{
	uint32_t expected = WAITING;

	/* relaxed: nothing is read because of it */
	return __atomic_compare_exchange_n(&rt.worker->post, &expected, NOTHING, false, __ATOMIC_RELAXED,
	                                   __ATOMIC_RELAXED);
}

bool mailbox_receive(void)
{
	uint32_t *post = &rt.worker->post, now;

	/* release: pairs with the acquire in claim(); else the box may be written while we still read it */
	__atomic_store_n(post, WAITING, __ATOMIC_RELEASE);
	/* relaxed: a number to be fed */
	__atomic_fetch_add(&rt.outcome->team.hungry, 1, __ATOMIC_RELAXED);
	/* acquire: pairs with the release in deliver(); else we may read an old box */
	while ((now = __atomic_load_n(post, __ATOMIC_ACQUIRE)) != THERE) {
		if (nothing_will_come() && stop_waiting())
			return false;
		os_wait(post, now, WAIT_NS);
		workers_look_after();
	}
	explore_steal(&rt.explorer, box_of(rt.worker));
	location_adopt_all();
	/* relaxed: the box is free only when we wait again */
	__atomic_store_n(post, NOTHING, __ATOMIC_RELAXED);
	return true;
}

void mailbox_wake_all(void)
{
	for (uint32_t i = 0; i < workers; i++)
		os_wake(&rt.outcome->workers[i].post);
}
