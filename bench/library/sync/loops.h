/*
 * The loops that are measured, compiled for one library, so that what is inline is inline and all else is
 * called directly. Included once for each, with LIBRARY defined as what the table calls it, PEERS as the name
 * of the list of peers, and those groups that the library has: each header of loops/ says what it needs.
 */
#include "peer.h"

#include <stdlib.h>

#ifdef __cplusplus
#include <new>
#define ALIGNED_ alignas(128)
#else
#define ALIGNED_ _Alignas(128)
#endif

/* An array of n objects, each on cache lines of its own, that have still to be made. */
#define PLACE(type, name)         \
	struct name##_place {     \
		ALIGNED_ type it; \
	};                        \
	static struct name##_place *name
#define TAKE_PLACE(name, n) \
	(name = (struct name##_place *)aligned_alloc(128, (size_t)(n) * sizeof(struct name##_place)))

#ifdef CONDVAR
#include "loops/condvar.h"
#endif
#ifdef SEMAPHORE
#include "loops/semaphore.h"
#endif
#ifdef BARRIER
#include "loops/barrier.h"
#endif
#ifdef EVENT
#include "loops/event.h"
#endif
#ifdef ONCE
#include "loops/once.h"
#endif
#ifdef SEAT
#include "loops/park.h"
#endif
#ifdef THREAD
#include "loops/thread.h"
#endif

peer_groups PEERS = {
#ifdef CONDVAR
	condvar_peers,
#endif
#ifdef SEMAPHORE
	semaphore_peers,
#endif
#ifdef BARRIER
	barrier_peers,
#endif
#ifdef EVENT
	event_peers,
#endif
#ifdef ONCE
	once_peers,
#endif
#ifdef SEAT
	park_peers,
#endif
#ifdef THREAD
	thread_peers,
#endif
	NULL,
};
