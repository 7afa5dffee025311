/*
 * Needs MUTEX and CONDVAR, types; the objects are static, so zero-filled or constructed.
 * LOCK(m) UNLOCK(m) WAIT(cv, m) NOTIFY_ONE(cv) NOTIFY_ALL(cv)
 */
static struct {
	ALIGNED_ MUTEX m;
	CONDVAR cv[2];
	long state;
	int waiting;
} c;

static void clear_condvar(int threads, long turns)
{
	(void)threads, (void)turns;
	c.state = 0;
	c.waiting = 0;
}

static void notify_nobody(int self, int threads, long turns)
{
	(void)self, (void)threads;
	for (long i = 0; i < turns; i++) {
		NOTIFY_ONE(&c.cv[0]);
		__asm__ volatile("" : : : "memory");
	}
}

/* Two threads, a condition variable for each: whose turn is it? Each works before it passes the turn on. */
static void condvar_ping_pong(int self, int threads, long turns)
{
	(void)threads;
	for (long i = 0; i < turns; i++) {
		LOCK(&c.m);
		while (c.state != self)
			WAIT(&c.cv[self], &c.m);
		UNLOCK(&c.m);
		work();
		LOCK(&c.m);
		c.state = !self;
		NOTIFY_ONE(&c.cv[!self]);
		UNLOCK(&c.m);
	}
}

/* Half of the threads fill a queue of 16 places, the others empty it. */
static void queue(int self, int threads, long turns)
{
	(void)threads;
	for (long i = 0; i < turns; i++) {
		int measured = i % MEASURED_TURN == 0;
		uint64_t before = measured ? ticks() : 0;
		LOCK(&c.m);
		while (c.state == (self % 2 ? 0 : 16))
			WAIT(&c.cv[self % 2], &c.m);
		c.state += self % 2 ? -1 : 1;
		NOTIFY_ONE(&c.cv[!(self % 2)]);
		UNLOCK(&c.m);
		if (measured)
			note_wait(self, ticks() - before);
	}
}

/* All threads but one wait; when they do, that one works and lets them all go. */
static void gate(int self, int threads, long turns)
{
	for (long i = 1; i <= turns; i++) {
		LOCK(&c.m);
		if (self == 0) {
			while (c.waiting < threads - 1)
				WAIT(&c.cv[1], &c.m);
			c.waiting = 0;
			UNLOCK(&c.m);
			work();
			LOCK(&c.m);
			c.state = i;
			NOTIFY_ALL(&c.cv[0]);
		} else {
			if (++c.waiting == threads - 1)
				NOTIFY_ONE(&c.cv[1]);
			while (c.state < i)
				WAIT(&c.cv[0], &c.m);
		}
		UNLOCK(&c.m);
	}
}

static const struct peer condvar_peers[] = {
	{"condvar: notify nobody", LIBRARY, sizeof(CONDVAR), NULL, notify_nobody, NULL},
	{"condvar: ping-pong", LIBRARY, sizeof(CONDVAR), clear_condvar, condvar_ping_pong, NULL},
	{"condvar: queue", LIBRARY, sizeof(CONDVAR), clear_condvar, queue, NULL},
	{"condvar: gate", LIBRARY, sizeof(CONDVAR), clear_condvar, gate, NULL},
	{NULL, NULL, 0, NULL, NULL, NULL},
};
