/*
 * Where the variables of functions are in their frames, as the compiler's debug information says it: of code
 * that was not optimized, where each variable has a place of its own.
 */
#ifndef ACQREL_INSTRUMENT_FRAMES_H
#define ACQREL_INSTRUMENT_FRAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct frames {
	void *root;
};

/* Reads an object file. */
struct frames frames_read(const char *path);

struct frame;

/* NULL: nothing is known of this function. */
struct frame *frames_find(const struct frames *f, const char *function, size_t length);

/*
 * Whether its variables are described from where the frame pointer is when the function has begun with
 * `push %rbp; mov %rsp, %rbp`; else from rbp, whatever that is.
 */
bool frame_needs_standard(const struct frame *f);

/* The function gives away an address at this offset from the frame pointer. */
void frame_give(struct frame *f, int64_t offset);

/* Whether these bytes are in no object of which it has given away an address. */
bool frame_is_private(const struct frame *f, int64_t offset, uint64_t size);

#endif
