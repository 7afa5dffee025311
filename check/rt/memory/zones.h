/* Red zones: bytes behind global and static variables, which belong to none (check/instrument/zones.h). */
#ifndef ACQREL_RT_ZONES_H
#define ACQREL_RT_ZONES_H

#include "rt/rt.h"

/* Before the program begins. */
void zones_init(void);

/* Where there are any: the first byte, and how many there are up to the last; 0: there are none. */
extern uint64_t zones_low, zones_length;

void zones_look(uint64_t address, size_t size, bool write, uint64_t pc);

/* The error, if an access to what is no heap block and no stack touches one. */
static inline void zones_check(uint64_t address, size_t size, bool write, uint64_t pc)
{
	if (UNLIKELY(address - zones_low < zones_length))
		zones_look(address, size, write, pc);
}

#endif
