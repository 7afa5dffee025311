/* Bytes that atomic operations of different sizes access, as one location: see units.c. */
#ifndef ACQREL_RT_UNITS_H
#define ACQREL_RT_UNITS_H

#include "rt/memory/plain.h"
#include "rt/rt.h"

void units_init(void);

extern const struct acq_unit *units_known;
extern size_t units_count;

/* The unit in which these bytes lie; NULL: none, they are a location by themselves. */
const struct acq_unit *units_search(uint64_t address, uint8_t size);

static inline const struct acq_unit *unit_of(uint64_t address, uint8_t size)
{
	return units_count ? units_search(address, size) : NULL;
}

/* Bytes accessed at one size are accessed at another: the reporter begins again, and asks for the unit. */
_Noreturn void units_found(uint64_t address, uint8_t size);

/* plain_access of a write that the program makes next. */
void units_write(uint64_t address, size_t size, uint64_t pc);

/* plain_access of what the program does next, not of what a function of ours will do for it. */
static inline void units_access(uint64_t address, size_t size, bool write, uint64_t pc)
{
	if (UNLIKELY(write && units_count))
		units_write(address, size, pc);
	else
		plain_access(address, size, write, pc);
}

/* The plain write that is looked at is made next, so that it can be an event. */
extern bool units_written_next;

/* Where an event's bytes lie. */
static inline uint64_t event_address(const struct event *e)
{
	uint64_t address = rt_graph()->locations[e->location].address;

	return e->bytes == ALL_BYTES ? address : address + (unsigned)__builtin_ctz(e->bytes);
}

/* Says what of accesses of different sizes is not explored, if this execution shows it. */
void units_look(void);

#endif
