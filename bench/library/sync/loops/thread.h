/* Needs THREAD, a type. THREAD_START_AND_JOIN(t), of one that does nothing */
static void start_and_join(int self, int threads, long turns)
{
	(void)self, (void)threads;
	for (long i = 0; i < turns; i++) {
		THREAD t;
		THREAD_START_AND_JOIN(&t);
	}
}

static const struct peer thread_peers[] = {
	{"thread: start and join", LIBRARY, sizeof(THREAD), NULL, start_and_join, NULL},
	{NULL, NULL, 0, NULL, NULL, NULL},
};
