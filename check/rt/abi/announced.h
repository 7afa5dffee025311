/* Atomic accesses that the program tells of before it makes them by itself: see announced.c. */
#ifndef ACQREL_RT_ANNOUNCED_H
#define ACQREL_RT_ANNOUNCED_H

#include "rt/rt.h"

/*
 * The running fiber makes an access next. What it does to memory is undone when the fiber comes here again.
 * writes: what it has written then is a store of this order.
 */
void announced_expect(uint64_t address, uint32_t size, bool writes, uint8_t order, uint64_t pc);

/* Puts the graph's value where that access will find it. */
void announced_let_find(uint64_t address, uint32_t size, uint64_t value, uint64_t pc);

#endif
