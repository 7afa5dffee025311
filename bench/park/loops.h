/*
 * The loops of one peer, the same for all written in C. Whoever includes this has defined PEER, the type seat (what a
 * thread is woken by, in place), seat_init(s) (by its own thread), give(s) and take(s), and start(f, arg) and
 * wait_for(t) for the type thread.
 */
#include "peer.h"

#include <acqrel/atomic.h>

#include <stdlib.h>

struct table {
	seat seats[2];
	AR_CACHE_ALIGNED ar_atomic_int turn; /* whose it is: a token may be there for no reason */
	ar_atomic_int sitting;
	long n;
	int late;
};

static void play(struct table *t, int me)
{
	seat_init(&t->seats[me]);
	/* acq_rel: both seats are ready before the first turn */
	ar_fetch_add_acq_rel(&t->sitting, 1);
	/* acquire: as above */
	while (ar_load_acquire(&t->sitting) != 2)
		ar_spin_hint();
	for (long i = 0; i < t->n; i++) {
		/* acquire: as a program that hands something over would */
		while (ar_load_acquire(&t->turn) != me)
			take(&t->seats[me]);
		if (t->late)
			work_a_while();
		/* release: as above */
		ar_store_release(&t->turn, !me);
		give(&t->seats[!me]);
	}
}

static void *second_player(void *arg)
{
	play(arg, 1);
	return NULL;
}

static void run_ping_pong(long n, int late)
{
	static struct table t;

	t = (struct table){.n = n, .late = late};
	thread other = start(second_player, &t);
	play(&t, 0);
	wait_for(other);
}

static void run_token(long n)
{
	static seat mine;

	seat_init(&mine);
	for (long i = 0; i < n; i++) {
		give(&mine);
		take(&mine);
	}
}

static void *nothing(void *arg)
{
	return arg;
}

static void run_spawn(long n)
{
	for (long i = 0; i < n; i++)
		wait_for(start(nothing, NULL));
}

const struct peer PEER = {PEER_NAME, run_token, run_ping_pong, run_spawn};
