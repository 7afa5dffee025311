/* Locks of constructs: 0 is unlocked. */
#ifndef ACQREL_OPENMP_LOCKS_H
#define ACQREL_OPENMP_LOCKS_H

#include <stdint.h>

void construct_lock(uint32_t *word);
void construct_unlock(uint32_t *word);

/* That of critical regions without a name; that of atomic regions that are no single instruction. */
uint32_t *construct_unnamed(void);
uint32_t *construct_atomic(void);

#endif
