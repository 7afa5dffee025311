/* Memory from a given allocator, or from malloc. */
#ifndef ACQREL_SRC_ALLOCATOR_H
#define ACQREL_SRC_ALLOCATOR_H

#include <acqrel/allocator.h>

/* NULL if there is no memory. size is not 0, alignment a power of two. */
void *ar_allocator_get(const ar_allocator *a, size_t size, size_t alignment);
void ar_allocator_put(const ar_allocator *a, void *memory, size_t size, size_t alignment);

#endif
