/*
 * What one execution of a program was: which write each read took and where each write came in the
 * modification order of its location. Two executions are the same if all bytes before `stuck` are.
 */
#ifndef ACQREL_TESTS_ENGINE_EXECUTION_H
#define ACQREL_TESTS_ENGINE_EXECUTION_H

#include "program.h"

#include <stddef.h>

#define FROM_INITIAL 0xff /* as from_thread: the location's initial value */

struct step {
	uint64_t read, written;
	uint8_t done;
	uint8_t from_thread, from_instruction; /* of a read; what a store of a part comes after */
	uint8_t position; /* of a write in modification order, from 1; 0: it did not write */
	uint8_t unused[4];
};

struct execution {
	struct step at[MAX_THREADS][MAX_INSTRUCTIONS];
	uint64_t memory[MAX_LOCATIONS];
	uint64_t complete; /* every thread came to its end */
	/* those that did not wait for good: for a join, or with the newest value before their eyes */
	bool stuck;
};

int executions_compare(const struct execution *a, const struct execution *b);

struct executions {
	struct execution *at;
	size_t count, capacity;
};

void executions_add(struct executions *set, const struct execution *e);
void executions_sort(struct executions *set);

void execution_print(const struct execution *e, const struct program *p, FILE *out);

#endif
