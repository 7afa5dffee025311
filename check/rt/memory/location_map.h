/* Where the locations of the graph lie in memory, for plain.c: see location_map.c. */
#ifndef ACQREL_RT_LOCATION_MAP_H
#define ACQREL_RT_LOCATION_MAP_H

#include "rt/memory/shadow.h"

/* Which of the eight bytes from `cell` on lie between two addresses. */
static inline uint8_t byte_mask(uint64_t cell, uint64_t from, uint64_t to)
{
	unsigned first = from > cell ? (unsigned)(from - cell) : 0;
	unsigned last = to < cell + 8 ? (unsigned)(to - cell) : 8;

	return (uint8_t)((0xffu << first) & (0xffu >> (8 - last)));
}

/*
 * A plain access of f meets the locations in a cell. Returns an atomic access that nothing orders before it,
 * or NULL; then memory is up to date, and the locations have ended if it is a write.
 */
const struct event *location_meet(const struct fiber *f, struct cell *c, uint64_t address, size_t size,
                                  bool write, uint64_t pc);

/* Which of the eight bytes a plain or an atomic write has set. */
uint8_t location_written(const struct cell *c, uint64_t cell);

/* Ends the locations of a stack that lie between two addresses. */
void location_end_between(uint64_t from, uint64_t to);

/* Whether any location has ever lain on a stack. */
extern bool location_on_stack;

/*
 * Which of the eight bytes from an address of a stack on are of atomics, and hold what atomic writes have put
 * there last; which: a number for the locations that those are.
 */
uint8_t location_known(uint64_t address, uint64_t *which);

/* The location that lies at an address now, 0 if there is none. */
uint32_t location_at(uint64_t address, uint8_t size);

/* The location that an atomic access is to, a new one if it is the first. */
uint32_t location_of(uint64_t address, uint8_t size, bool write, uint64_t pc);

/* Which of its bytes an access is to, for struct operation. */
uint16_t location_part(uint32_t location, uint64_t address, uint8_t size);

/* Whether its memory always holds what was written last: see location_map.c. */
bool location_is_kept_in_memory(const struct location *l);

/* An atomic write to the location has just happened. */
void location_written_atomically(uint32_t location);

/* The graph has come from another worker: what its locations are in this one's shadow memory. */
void location_adopt_all(void);

/* The location of the next event of a thread that is being run again. */
void location_replay(uint32_t location, uint64_t pc);

/* Brings memory up to date with what atomic accesses wrote. */
void location_materialize_all(void);

void location_init(void);

#endif
