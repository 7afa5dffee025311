/*
 * <obstack.h>: objects that grow one after the other in chunks. Most of it is macros, which are compiled
 * with the program; these functions get and give back chunks, by functions of the program's.
 */
#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/libc/described.h"

#include <dlfcn.h>
#include <obstack.h>
#include <string.h>

#define USUAL_CHUNK 4064 /* with what malloc adds, a page */
#define ALIGNMENT   16

typedef struct _obstack_chunk chunk;

/* The program's functions, with an argument of its own or without: in one field. */
union allocate {
	chunk *(*field)(void *, long);
	chunk *(*alone)(long);
	void *(*given)(long);
	void *(*given_more)(void *, long);
};

union release {
	void (*field)(void *, chunk *);
	void (*alone)(chunk *);
	void (*given)(void *);
	void (*given_more)(void *, void *);
};

static char *align_in(const struct obstack *o, char *p)
{
	uintptr_t mask = (uintptr_t)o->alignment_mask;

	return (char *)(((uintptr_t)p + mask) & ~mask);
}

/* The program's handler, in a variable of libc whose name a program may use for something else. */
static void allocation_failed(void)
{
	void (**handler)(void) = real_dlsym(RTLD_DEFAULT, "obstack_alloc_failed_handler");

	(*handler)();
}

static chunk *get_chunk(const struct obstack *o, long size)
{
	chunk *c = o->use_extra_arg ? o->chunkfun(o->extra_arg, size)
	                            : (union allocate){.field = o->chunkfun}.alone(size);

	if (!c)
		allocation_failed();
	return c;
}

static void give_back(const struct obstack *o, chunk *c)
{
	if (o->use_extra_arg)
		o->freefun(o->extra_arg, c);
	else
		(union release){.field = o->freefun}.alone(c);
}

static void begin_chunk(chunk *c, long size, chunk *previous, uint64_t pc)
{
	OUT(c, offsetof(chunk, contents));
	c->limit = (char *)c + size;
	c->prev = previous;
}

static int begin_stack(struct obstack *o, int size, int alignment, uint64_t pc)
{
	OUT(o, sizeof *o);
	o->alignment_mask = (alignment ? alignment : ALIGNMENT) - 1;
	o->chunk_size = size ? size : USUAL_CHUNK;
	chunk *c = get_chunk(o, o->chunk_size);
	begin_chunk(c, o->chunk_size, NULL, pc);
	OUT(o, sizeof *o);
	o->chunk = c;
	o->object_base = o->next_free = align_in(o, c->contents);
	o->chunk_limit = c->limit;
	o->maybe_empty_object = o->alloc_failed = 0;
	return 1;
}

INTERPOSE(int, _obstack_begin)
(struct obstack *o, int size, int alignment, void *(*allocate)(long), void (*release)(void *))
{
	const uint64_t pc = RETURN_ADDRESS;

	OUT(o, sizeof *o);
	o->chunkfun = (union allocate){.given = allocate}.field;
	o->freefun = (union release){.given = release}.field;
	o->use_extra_arg = 0;
	return begin_stack(o, size, alignment, pc);
}

INTERPOSE(int, _obstack_begin_1)
(struct obstack *o, int size, int alignment, void *(*allocate)(void *, long), void (*release)(void *, void *),
 void *extra)
{
	const uint64_t pc = RETURN_ADDRESS;

	OUT(o, sizeof *o);
	o->chunkfun = (union allocate){.given_more = allocate}.field;
	o->freefun = (union release){.given_more = release}.field;
	o->extra_arg = extra;
	o->use_extra_arg = 1;
	return begin_stack(o, size, alignment, pc);
}

/* Whether the object that grows is all that there is in its chunk. */
static bool is_alone_in(const struct obstack *o, chunk *c)
{
	return !o->maybe_empty_object && o->object_base == align_in(o, c->contents);
}

INTERPOSE(void, _obstack_newchunk)(struct obstack *o, int more)
{
	const uint64_t pc = RETURN_ADDRESS;

	IN(o, sizeof *o);
	chunk *old = o->chunk;
	long n = o->next_free - o->object_base;
	long size = n + more + (n >> 3) + o->alignment_mask + 100;
	size = size < o->chunk_size ? o->chunk_size : size;
	chunk *c = get_chunk(o, size);
	begin_chunk(c, size, old, pc);
	char *to = align_in(o, c->contents);
	IN(o->object_base, (size_t)n);
	OUT(to, (size_t)n);
	rt_copy(to, o->object_base, (size_t)n);
	if (is_alone_in(o, old)) {
		IN(old, offsetof(chunk, contents));
		OUT(c, offsetof(chunk, contents));
		c->prev = old->prev;
		give_back(o, old);
	}
	OUT(o, sizeof *o);
	o->chunk = c;
	o->chunk_limit = c->limit;
	o->object_base = to;
	o->next_free = to + n;
	o->maybe_empty_object = 0;
}

static bool is_in(const chunk *c, const void *p)
{
	return (const char *)c < (const char *)p && (const char *)p <= c->limit;
}

int _obstack_allocated_p(struct obstack *o, void *p);
INTERPOSE(int, _obstack_allocated_p)(struct obstack *o, void *p)
{
	const uint64_t pc = RETURN_ADDRESS;

	IN(o, sizeof *o);
	for (const chunk *c = o->chunk; c; c = c->prev) {
		IN(c, offsetof(chunk, contents));
		if (is_in(c, p))
			return 1;
	}
	return 0;
}

INTERPOSE(int, _obstack_memory_used)(struct obstack *o)
{
	const uint64_t pc = RETURN_ADDRESS;
	long total = 0;

	IN(o, sizeof *o);
	for (const chunk *c = o->chunk; c; c = c->prev) {
		IN(c, offsetof(chunk, contents));
		total += c->limit - (const char *)c;
	}
	return (int)total;
}

/* All objects from p on go; all, if it is NULL. */
static void free_from(struct obstack *o, void *p, uint64_t pc)
{
	IN(o, sizeof *o);
	chunk *c = o->chunk;
	while (c && !is_in(c, p)) {
		IN(c, offsetof(chunk, contents));
		chunk *previous = c->prev;
		give_back(o, c);
		c = previous;
		OUT(o, sizeof *o);
		o->maybe_empty_object = 1; /* the one before may have ended with it */
	}
	OUT(o, sizeof *o);
	o->chunk = c;
	if (c) {
		o->object_base = o->next_free = p;
		o->chunk_limit = c->limit;
	} else if (p) {
		violation_simple(ACQ_MISUSE, pc, "obstack_free of what is not in the obstack");
	}
}

INTERPOSE(void, obstack_free)(struct obstack *o, void *p)
{
	free_from(o, p, RETURN_ADDRESS);
}

void _obstack_free(struct obstack *o, void *p);
INTERPOSE(void, _obstack_free)(struct obstack *o, void *p)
{
	free_from(o, p, RETURN_ADDRESS);
}
