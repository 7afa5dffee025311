#include "allocator.h"

#include <stdint.h>
#include <stdlib.h>
#if defined(_WIN32)
#include <malloc.h>
#endif

void *ar_allocator_get(const ar_allocator *a, size_t size, size_t alignment)
{
	if (a)
		return a->allocate(a->context, size, alignment);
	if (alignment <= _Alignof(max_align_t))
		return malloc(size);
	if (size > SIZE_MAX - alignment)
		return NULL;
#if defined(_WIN32)
	return _aligned_malloc(size, alignment);
#else
	return aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
#endif
}

void ar_allocator_put(const ar_allocator *a, void *memory, size_t size, size_t alignment)
{
	if (a)
		a->release(a->context, memory, size, alignment);
#if defined(_WIN32)
	else if (alignment > _Alignof(max_align_t))
		_aligned_free(memory);
#endif
	else
		free(memory);
}
