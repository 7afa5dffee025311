/* Jumps back to a setjmp, around plain accesses. */
#ifndef CONSTRUCTS_JUMPS_H
#define CONSTRUCTS_JUMPS_H
#include "simple.h"

static __thread jmp_buf thread_buffer UNUSED;

UNUSED NOINLINE static void jump_deeper(jmp_buf *to, int depth)
{
	if (depth)
		jump_deeper(to, depth - 1);
	longjmp(*to, 1);
}

#define jump_to(buffer) jump_deeper(buffer, 2)

#endif
