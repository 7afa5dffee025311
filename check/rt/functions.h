/* What the program's files say of its functions, in memory. */
#ifndef ACQREL_RT_FUNCTIONS_H
#define ACQREL_RT_FUNCTIONS_H

#include <stdbool.h>
#include <stdint.h>

struct function_bounds {
	uint64_t start, end;
	bool handles; /* it has code that runs only when an exception comes by */
};

/* The function, or the part of one, that the address lies in. False: not known. */
bool function_bounds(uint64_t address, struct function_bounds *b);

/* The name by which the linker finds the function that is called through this word; NULL: not known. */
const char *function_called_through(uint64_t word);

#endif
