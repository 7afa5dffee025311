/* What the files that write a source share. */
#ifndef ACQREL_TESTS_SOURCES_EMIT_H
#define ACQREL_TESTS_SOURCES_EMIT_H

#include "source.h"

enum storage { AT_STATIC, AT_GLOBAL, ON_HEAP, ON_STACK, STORAGES };

struct writer {
	const struct source *s;
	const struct expected *x;
	unsigned number;
	FILE *out;
	uint64_t state;
	char type[MAX_OBJECTS][32];
	uint8_t object_storage[MAX_OBJECTS], atomic_storage[MAX_LOCATIONS];
	const char *lock[MAX_LOCATIONS]; /* its kind */
	bool recursion[MAX_LOCATIONS];
	uint8_t container; /* what the threads are kept in */
	unsigned indent;
};

unsigned choose(struct writer *w, unsigned n);

/* Prints one line, indented. A % in `form` is that of printf, an @ the program's prefix. */
void line(struct writer *w, const char *form, ...);

const char *object_of(const struct writer *w, unsigned object); /* its address */
void write_atomic(struct writer *w, unsigned t, unsigned i);
void write_threads_begin(struct writer *w, unsigned t); /* a place for those that t creates */
void write_create(struct writer *w, unsigned u);
void write_join(struct writer *w, unsigned t, unsigned i);
void write_thread_head(struct writer *w, unsigned t);
void write_initial_threads(struct writer *w);
void choose_container(struct writer *w);

#endif
