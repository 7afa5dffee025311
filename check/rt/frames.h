/* Which bytes of the stack and which registers still matter to the program: see frames.c. */
#ifndef ACQREL_RT_FRAMES_H
#define ACQREL_RT_FRAMES_H

#include "rt.h"

#define MAX_FRAMES  8   /* that are looked at; those of their callers count as a whole */
#define FRAME_BYTES 512 /* below the frame pointer; larger ones count as a whole */

struct live {
	uint64_t bytes[FRAME_BYTES / 64]; /* a bit for each, from the lowest on */
	uint32_t registers;               /* a bit for each, as they are numbered in machine code */
};

/* The eight bytes of a word at that distance below the frame pointer. */
static inline uint8_t live_bytes(const struct live *l, int64_t below)
{
	uint64_t first = (uint64_t)(FRAME_BYTES - below);

	return below > FRAME_BYTES ? 0xff : (uint8_t)(l->bytes[first / 64] >> first % 64);
}

struct stack_frame {
	const uint64_t *low, *pointer; /* its words are those from `low` to before `pointer`, where the frame pointer points to */
	const struct live *live;
};

/*
 * The frames of the fiber's innermost functions of which something is known, from the hook's caller on; each begins two
 * words after the last one's frame pointer. *registers: a bit for each of frame->registers that matters. Returns how many.
 */
unsigned frames_known(const struct fiber *f, const struct hook_frame *frame, struct stack_frame *frames,
                      uint32_t *registers);

#endif
