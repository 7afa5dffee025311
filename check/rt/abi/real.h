/* libc's own functions of names that the runtime exports. */
#ifndef ACQREL_RT_REAL_H
#define ACQREL_RT_REAL_H

#include <stddef.h>

struct libc_heap {
	void *(*allocate)(size_t);
	void *(*clear)(size_t, size_t);
	void *(*grow)(void *, size_t);
	void *(*align)(size_t, size_t);
	void (*release)(void *);
};

const struct libc_heap *real_heap(void);

/* dlsym() as libc has it; from the runtime, which is part of the program. */
void *real_dlsym(void *handle, const char *name);
/* Its address, to be jumped to: whose call it is depends on where it returns. */
void *(*real_dlsym_itself(void))(void *handle, const char *name);

#endif
