/*
 * Loops of an exclusive load and an exclusive store:
 *
 *	1: ldxr w0, [x1]
 *	   add w0, w0, #1
 *	   stxr w2, w0, [x1]
 *	   cbnz w2, 1b
 *
 * That the store fails is nothing that the program sees: together they are one read-modify-write.
 */
#ifndef ACQREL_INSTRUMENT_AARCH64_EXCLUSIVE_H
#define ACQREL_INSTRUMENT_AARCH64_EXCLUSIVE_H

#include "instrument/assembler.h"
#include "protocol/assembly_aarch64.h"

struct exclusive {
	struct assembly_aarch64 operation;
	size_t store,
		again; /* the statements with the exclusive store, and with the jump back; 0: a mere load */
};

/* The loop that begins with the exclusive load that is statement n. False: there is none that is known. */
bool exclusive_find(const struct text *t, const struct bytes *bytes, size_t n, struct exclusive *e);

#endif
