/*
 * The messages of channel-roles.c and select-roles.c: nothing is lost, twice, out of order, or not handed
 * over.
 */
#ifndef ACQREL_TESTS_ROLES_H
#define ACQREL_TESTS_ROLES_H

#include <assert.h>
#include <stdlib.h>

struct message {
	unsigned sender, number;
	int *owned; /* plain memory that goes along */
};

static int dropped;

static inline struct message message_new(unsigned sender, unsigned number)
{
	struct message m = {sender, number, (int *)malloc(sizeof(int))};

	assert(m.owned);
	*m.owned = (int)number;
	return m;
}

static inline void take(const struct message *m)
{
	assert(*m->owned == (int)m->number);
	free(m->owned);
}

/* next is, of each sender, the number that may come now. */
static inline void take_in_order(const struct message *m, unsigned *next)
{
	assert(m->number >= next[m->sender]);
	next[m->sender] = m->number + 1;
	take(m);
}

static inline void drop(void *message)
{
	take((struct message *)message);
	dropped++;
}

#endif
