/* The numbers of threads: see numbering.c. */
#ifndef ACQREL_RT_NUMBERING_H
#define ACQREL_RT_NUMBERING_H

#include "rt/rt.h"

/*
 * The thread number of the k-th thread that f creates (numbering.c). A thread is known by its creator and by
 * how many that has created before, so that it has the same number, and its memory the same addresses, in
 * every execution.
 */
uint32_t numbering_of_child(const struct fiber *f, uint32_t k);
const uint32_t *numbering_children(uint32_t thread); /* 0 where no number has been given yet */
uint32_t numbering_init(uint32_t max_threads);       /* how many threads there can be */

#endif
