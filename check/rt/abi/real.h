/* libc's own functions of names that the runtime exports. */
#ifndef ACQREL_RT_REAL_H
#define ACQREL_RT_REAL_H

#include "rt/rt.h"

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

/* A function of libc, looked up past our own; NULL if there is none. */
void *real_function(const char *name);
/* The same, which is then at *known for the next time. */
void *real_look_up(void **known, const char *name);

static inline void *real_known(void **known, const char *name)
{
	/* relaxed: all threads find the same address, and what lies there does not change */
	void *real = __atomic_load_n(known, __ATOMIC_RELAXED);

	return LIKELY(real) ? real : real_look_up(known, name);
}

/* The real function of this name, looked up once; as it is declared, or of another type. */
#define REAL(name) REAL_AS(__typeof__(&name), name)
#define REAL_AS(type, name)                       \
	__extension__({                           \
		static void *known;               \
		(type) real_known(&known, #name); \
	})

#endif
