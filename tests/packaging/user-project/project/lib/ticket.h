/* Numbers that nobody else has got. */
#ifndef TICKET_H
#define TICKET_H

#include <stdatomic.h>

static atomic_int last_ticket;

/* A new number, from any thread. */
static inline int take_ticket(void)
{
#ifdef WRONG
	static int next_ticket;
	return next_ticket++;
#else
	/* relaxed: only the number matters */
	return atomic_fetch_add_explicit(&last_ticket, 1, memory_order_relaxed);
#endif
}

#endif
