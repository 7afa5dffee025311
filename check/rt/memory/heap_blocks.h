/* The heap's blocks, by address: what heap.c allocates, and heap_blocks.c looks up. */
#ifndef ACQREL_RT_HEAP_BLOCKS_H
#define ACQREL_RT_HEAP_BLOCKS_H

#include "rt/memory/heap.h"
#include "rt/rt.h"

#define ARENA_SIZE ((uint64_t)1 << 34)
#define MAX_ARENAS 4096 /* as many as there can be fibers */

struct arena {                             /* of a thread */
	uint64_t base, size, top, highest; /* highest: of all tops since it was last cleared */
	struct block *blocks;              /* by address */
	uint32_t count, max;
	uint32_t last;   /* looked up last */
	uint32_t serial; /* of the undo log, for top and count */
};

extern struct arena heap_arenas[MAX_ARENAS];

#endif
