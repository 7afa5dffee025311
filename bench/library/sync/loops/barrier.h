/*
 * Needs BARRIER, a type. BARRIER_NEW(b, n), which makes one for n threads at b. BARRIER_WAIT(b, n).
 * BARRIER_FOR_ONE_MEETING, if it cannot be used again.
 */
PLACE(BARRIER, barriers);

#ifdef BARRIER_FOR_ONE_MEETING
#define BARRIERS(turns)    (turns)
#define BARRIER_OF_TURN(i) (&barriers[i].it)
#else
#define BARRIERS(turns)    ((void)(turns), 1)
#define BARRIER_OF_TURN(i) (&barriers[0].it)
#endif

static void make_barriers(int threads, long turns)
{
	long n = BARRIERS(turns);

	TAKE_PLACE(barriers, n);
	for (long i = 0; i < n; i++)
		BARRIER_NEW(&barriers[i].it, threads);
}

static void free_barriers(void)
{
	free(barriers);
}

/* Each time another thread comes late, because it works. */
static void meet(int self, int threads, long turns)
{
	for (long i = 0; i < turns; i++) {
		if (i % threads == self)
			work();
		BARRIER_WAIT(BARRIER_OF_TURN(i), threads);
	}
}

static const struct peer barrier_peers[] = {
	{"barrier: meet", LIBRARY, sizeof(BARRIER), make_barriers, meet, free_barriers},
	{NULL, NULL, 0, NULL, NULL, NULL},
};
