/* Exceptions in memory, as the C++ ABI for Itanium and libstdc++ lay them out; enough to follow them. */
#ifndef ACQREL_RT_ABI_H
#define ACQREL_RT_ABI_H

#include <stdint.h>

struct cxx_type {
	const void *const *vtable;
	const char *name; /* mangled */
};

struct cxx_unwind {     /* what the unwinder is given; the end of each of the headers below */
	uint64_t class; /* ends in 0: an exception; in 1: another name for one, from rethrow_exception */
	void *cleanup;
	uint64_t private_1, private_2;
};

/* before the exception; of a dependent one `type` is the address of the exception it stands for */
struct cxx_header {
	const struct cxx_type *type;
	void *destructor, *unexpected, *terminate;
	struct cxx_header *next;
	int handlers, switch_value;
	const void *action, *language_data;
	void *catch_temporary, *adjusted;
	struct cxx_unwind unwind;
};

struct cxx_counted_header {
	int references, unused[3];
	struct cxx_header header;
};

struct cxx_globals { /* of each thread */
	struct cxx_header *caught;
	unsigned uncaught;
};

#endif
