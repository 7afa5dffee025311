/*
 * The loops that are measured, compiled for one kind of lock, so that inline locks are inline and others are
 * called directly. Included once for each kind, with these defined:
 *
 *	PEER    an identifier; defined is then a struct peer of this name
 *	FAMILY  what it is compared with: "mutex"
 *	NAME    what the table calls it
 *	TYPE    of the lock; it is static, so zero-filled or constructed
 *	LOCK(l), UNLOCK(l)            l points to the lock
 *	READ_LOCK(l), READ_UNLOCK(l)  of reader-writer locks
 *	LOCAL   a declaration of what LOCK needs in the thread, if anything
 */
#define PASTE2_(a, b) a##b
#define PASTE_(a, b)  PASTE2_(a, b)
#define MY(name)      PASTE_(PEER, name)
#ifndef LOCAL
#define LOCAL (void)0
#endif

#ifdef __cplusplus
#define ALIGNED_ alignas(256)
#else
#define ALIGNED_ _Alignas(256)
#endif

/* The counter is on the lock's cache line, as what a lock guards often is, and nothing else is. */
static struct MY(_place) {
	ALIGNED_ TYPE lock;
	uint64_t counter;
	ALIGNED_ char end;
} MY(_place);

static void MY(_alone)(long pairs)
{
	LOCAL;
	for (long i = 0; i < pairs; i++) {
		LOCK(&MY(_place).lock);
		MY(_place).counter++;
		UNLOCK(&MY(_place).lock);
	}
}

static uint64_t MY(_counted)(void)
{
	uint64_t counted = MY(_place).counter;

	MY(_place).counter = 0;
	return counted;
}

#ifdef READ_LOCK
static void MY(_alone_reading)(long pairs)
{
	for (long i = 0; i < pairs; i++) {
		READ_LOCK(&MY(_place).lock);
		__asm__ volatile("" : : "r"(MY(_place).counter));
		READ_UNLOCK(&MY(_place).lock);
	}
}
#endif

static void MY(_contend)(struct worker *w)
{
	LOCAL;
	while (!stopped()) {
		bool measured = ++w->turns % MEASURED_TURN == 0;
		uint64_t before = measured ? ticks() : 0, after = 0;
#ifdef READ_LOCK
		if (reads_now(w)) {
			READ_LOCK(&MY(_place).lock);
			if (measured)
				after = ticks();
			__asm__ volatile("" : : "r"(MY(_place).counter));
			work(w->inside);
			READ_UNLOCK(&MY(_place).lock);
		} else
#endif
		{
			LOCK(&MY(_place).lock);
			if (measured)
				after = ticks();
			MY(_place).counter++;
			w->writes++;
			work(w->inside);
			UNLOCK(&MY(_place).lock);
		}
		if (measured)
			note_wait(w, after - before);
		work(w->outside);
	}
}

static const struct peer PEER = {FAMILY,
                                 NAME,
                                 sizeof(TYPE),
                                 MY(_alone),
#ifdef READ_LOCK
                                 MY(_alone_reading),
#else
                                 NULL,
#endif
                                 MY(_contend),
                                 MY(_counted)};

#undef PASTE2_
#undef PASTE_
#undef MY
#undef ALIGNED_
#undef PEER
#undef FAMILY
#undef NAME
#undef TYPE
#undef LOCK
#undef UNLOCK
#undef READ_LOCK
#undef READ_UNLOCK
#undef LOCAL
