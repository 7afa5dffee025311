/* Which bytes of the stack and which registers still matter to the program: see frames.c. */
#ifndef ACQREL_RT_FRAMES_H
#define ACQREL_RT_FRAMES_H

#include "rt/rt.h"

#define MAX_FRAMES  8   /* that are looked at; those of their callers count as a whole */
#define FRAME_BYTES 512 /* below the frame pointer; larger ones count as a whole */

struct live_word {
	int64_t at;    /* in words from where the frame pointer points to */
	uint64_t mask; /* of its bits, those that matter */
};

struct stack_frame {
	/* what its frame pointer is: there the caller's is saved, and then the address to return to */
	const uint64_t *pointer;
	uint64_t callers_pointer, callers_pc;
	const struct live_word *words;
	unsigned count;
};

/* Besides registers. */
#define FRAMES_FLAGS   (1u << 16)
#define FRAMES_VECTORS (1u << 17)

struct known_frames {
	uint64_t pc, pointer; /* of the hook's caller */
	const uint64_t *low;
	uint32_t registers; /* a bit for each of those in the hook's frame that matters */
	/*
	 * of those that a function need not keep, a bit for each as it is numbered in machine code, and the
	 * above: which matter if the hook's caller takes it for no call
	 */
	uint32_t others;
	unsigned count;
	struct stack_frame frames[MAX_FRAMES];
};

/*
 * The frames of the fiber's innermost functions of which something is known, from the hook's caller on.
 * What lies above the last one's two words matters as a whole. Good until the next call.
 */
const struct known_frames *frames_known(const struct fiber *f, const struct hook_frame *frame);

/* Whether it is a function of the runtime that compilers call for plain accesses, or at a function's end. */
bool frames_is_plain_hook(uint64_t target);

/* Whether it is one that the assembler calls for plain accesses, and that keeps all registers. */
bool frames_keeps_registers(uint64_t target);

#endif
