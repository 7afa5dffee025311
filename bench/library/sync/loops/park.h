/*
 * Needs SEAT, a type: what a thread is woken by, and SEAT_BYTES of it. SEAT_TAKE(s), called by the thread
 * itself; PARK(s) UNPARK(s). It may return from PARK for no reason.
 */
#include <acqrel/atomic.h>

static struct {
	SEAT seats[2];
	AR_CACHE_ALIGNED ar_atomic_int turn;
	ar_atomic_int sitting;
} table;

static void clear_table(int threads, long turns)
{
	(void)threads, (void)turns;
	/* relaxed: the threads have not started */
	ar_store_relaxed(&table.turn, 0);
	/* relaxed: as above */
	ar_store_relaxed(&table.sitting, 0);
}

static void token(int self, int threads, long turns)
{
	(void)threads;
	SEAT_TAKE(&table.seats[self]);
	for (long i = 0; i < turns; i++) {
		UNPARK(&table.seats[self]);
		PARK(&table.seats[self]);
	}
}

/* Two threads; each works before it passes the turn on. */
static void park_ping_pong(int self, int threads, long turns)
{
	SEAT_TAKE(&table.seats[self]);
	/* release: pairs with the acquire below; else the other may unpark a seat that is not ready */
	ar_fetch_add_release(&table.sitting, 1);
	/* acquire: as above */
	while (ar_load_acquire(&table.sitting) != threads)
		ar_spin_hint();
	for (long i = 0; i < turns; i++) {
		/* acquire: as a program that hands something over would */
		while (ar_load_acquire(&table.turn) != self)
			PARK(&table.seats[self]);
		work();
		/* release: as above */
		ar_store_release(&table.turn, !self);
		UNPARK(&table.seats[!self]);
	}
}

static const struct peer park_peers[] = {
	{"park: give and take the token", LIBRARY, SEAT_BYTES, NULL, token, NULL},
	{"park: ping-pong", LIBRARY, SEAT_BYTES, clear_table, park_ping_pong, NULL},
	{NULL, NULL, 0, NULL, NULL, NULL},
};
