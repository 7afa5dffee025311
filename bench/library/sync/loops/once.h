/* Needs ONCE, a type. ONCE_NEW(o), which makes one at o. ONCE_CALL(o, f) */
PLACE(ONCE, onces);

static void make_onces(int threads, long turns)
{
	(void)threads;
	TAKE_PLACE(onces, turns);
	for (long i = 0; i < turns; i++)
		ONCE_NEW(&onces[i].it);
}

static void make_one_once(int threads, long turns)
{
	(void)turns;
	make_onces(threads, 1);
}

static void free_onces(void)
{
	free(onces);
}

static void again_and_again(int self, int threads, long turns)
{
	(void)self, (void)threads;
	for (long i = 0; i < turns; i++) {
		ONCE_CALL(&onces[0].it, work);
		__asm__ volatile("" : : : "memory");
	}
}

/* A new one each time, and all call it: one of them works, the others wait. */
static void first_call(int self, int threads, long turns)
{
	(void)self, (void)threads;
	for (long i = 0; i < turns; i++)
		ONCE_CALL(&onces[i].it, work);
}

static const struct peer once_peers[] = {
	{"once: done before", LIBRARY, sizeof(ONCE), make_one_once, again_and_again, free_onces},
	{"once: first call", LIBRARY, sizeof(ONCE), make_onces, first_call, free_onces},
	{NULL, NULL, 0, NULL, NULL, NULL},
};
