/*
 * Needs SEMAPHORE, a type. SEM_NEW(s, n), which makes one with n permits at s. SEM_POST(s) SEM_WAIT(s)
 */
PLACE(SEMAPHORE, semaphores);

static void make_semaphores(int threads, long turns)
{
	(void)threads, (void)turns;
	TAKE_PLACE(semaphores, 2);
	SEM_NEW(&semaphores[0].it, 1);
	SEM_NEW(&semaphores[1].it, 0);
}

static void free_semaphores(void)
{
	free(semaphores);
}

/* All take and give the only permit. */
static void share(int self, int threads, long turns)
{
	(void)threads;
	for (long i = 0; i < turns; i++) {
		int measured = i % MEASURED_TURN == 0;
		uint64_t before = measured ? ticks() : 0;
		SEM_WAIT(&semaphores[0].it);
		if (measured)
			note_wait(self, ticks() - before);
		SEM_POST(&semaphores[0].it);
	}
}

static void take_and_give(int self, int threads, long turns)
{
	(void)self, (void)threads;
	for (long i = 0; i < turns; i++) {
		SEM_WAIT(&semaphores[0].it);
		SEM_POST(&semaphores[0].it);
	}
}

/* Two threads, a semaphore for each; each works before it passes the turn on. */
static void semaphore_ping_pong(int self, int threads, long turns)
{
	(void)threads;
	for (long i = 0; i < turns; i++) {
		SEM_WAIT(&semaphores[self].it);
		work();
		SEM_POST(&semaphores[!self].it);
	}
}

static const struct peer semaphore_peers[] = {
	{"semaphore: wait and post", LIBRARY, sizeof(SEMAPHORE), make_semaphores, take_and_give,
         free_semaphores},
	{"semaphore: one permit for all", LIBRARY, sizeof(SEMAPHORE), make_semaphores, share,
         free_semaphores},
	{"semaphore: ping-pong", LIBRARY, sizeof(SEMAPHORE), make_semaphores, semaphore_ping_pong,
         free_semaphores},
	{NULL, NULL, 0, NULL, NULL, NULL},
};
