/*
 * Where the variables of functions are in their frames, as the compiler's debug information says it: of
 * functions whose frame is described from the frame pointer (clang without optimization).
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

/*
 * Where the variable begins that the address at this offset from the frame pointer is in. False: there is
 * none that is known.
 */
bool frames_variable(const struct frames *f, const char *function, size_t length, int64_t offset,
                     int64_t *begin);

#endif
