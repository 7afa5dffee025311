/* What the program's files say of its functions, in memory. */
#ifndef ACQREL_RT_FUNCTIONS_H
#define ACQREL_RT_FUNCTIONS_H

#include <stdbool.h>
#include <stdint.h>

struct function_bounds {
	uint64_t start, end;
	/* where it says which code runs when an exception comes by; NULL: there is none */
	const uint8_t *handlers;
};

/* The function, or the part of one, that the address lies in. False: not known. */
bool function_bounds(uint64_t address, struct function_bounds *b);

/*
 * Where the function goes on when the call that ends before `address` throws; 0: nowhere, or there is
 * nothing to be known of it and *known is false.
 */
uint64_t function_landing_pad(const struct function_bounds *b, uint64_t address, bool *known);

/* The name by which the linker finds the function that is called through this word; NULL: not known. */
const char *function_called_through(uint64_t word);

#endif
