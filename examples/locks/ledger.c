/*
 * A ledger whose clerk may quit in the middle of a booking: a robust mutex. The thread that opens the ledger next learns of it,
 * and finishes the booking before doing anything else.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/robust_mutex.h>
#include <assert.h>
#include <pthread.h>
#include <stdio.h>

static struct {
	ar_robust_mutex lock;
	long cash, bank;   /* together always 100 */
	long being_booked; /* from cash to bank; 0 between bookings */
} ledger = {AR_ROBUST_MUTEX_INIT, 100, 0, 0};

/* The lock is held. */
static void finish_booking(void)
{
	ledger.bank = 100 - ledger.cash;
	ledger.being_booked = 0;
}

/* Returns whether a booking had to be finished. */
static bool book(long amount, bool quit) AR_NO_THREAD_SAFETY
{
	bool repaired = false;

	switch (ar_robust_mutex_lock(&ledger.lock)) {
	case 0:
		break;
	case EOWNERDEAD:
		finish_booking();
		ar_robust_mutex_make_consistent(&ledger.lock);
		repaired = true;
		break;
	default:
		abort();
	}
	assert(ledger.cash + ledger.bank == 100 && !ledger.being_booked);
	ledger.being_booked = amount;
	ledger.cash -= amount;
	if (quit)
		pthread_exit(NULL);
	finish_booking();
	ar_robust_mutex_unlock(&ledger.lock);
	return repaired;
}

static void *quit_halfway(void *arg)
{
	book(30, true);
	return arg;
}

int main(void)
{
	pthread_t clerk;
	bool repaired;

	pthread_create(&clerk, NULL, quit_halfway, NULL);
	repaired = book(20, false);
	pthread_join(clerk, NULL);
	repaired |= book(0, false);
	assert(repaired && ledger.cash == 50 && ledger.bank == 50);
	printf("cash %ld, bank %ld; a booking was found unfinished\n", ledger.cash, ledger.bank);
	return 0;
}
