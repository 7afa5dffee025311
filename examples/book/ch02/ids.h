/*
 * What the programs about handing out numbers have in common: allocate_id() of each gives a number from 0 to LIMIT - 1,
 * each only once, or -1 when there are no more. The counter has eight bits, so that it is soon at its end.
 */
#ifndef IDS_H
#define IDS_H

#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>

#ifndef LIMIT
#define LIMIT 254
#endif
#define BEGIN AR_ITERATIONS(0, LIMIT - 1) /* the checker begins near the end */

static ar_atomic_u8 next_id;
static ar_atomic_int given[256];

static int allocate_id(void);

static void *allocate(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(300, 2); i++) {
		int id = allocate_id();
		if (id < 0)
			continue;
		/* relaxed: only counts */
		int before = ar_fetch_add_relaxed(&given[id], 1);
		assert(before == 0 && id >= BEGIN && id < LIMIT);
	}
	return arg;
}

int main(void)
{
	/* relaxed: there are no threads yet */
	ar_store_relaxed(&next_id, (uint8_t)BEGIN);
	AR_THREAD_SCOPE(s) {
		for (int i = 0; i < 2; i++)
			ar_scope_spawn(&s, allocate, NULL);
	}
	return 0;
}

#endif
