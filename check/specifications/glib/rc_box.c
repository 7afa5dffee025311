/* Boxes with a count of their references before them: GAtomicRcBox, and GRcBox, which is for one thread. */
#include "glib.h"

#include <string.h>

struct box {
	size_t size;
	int references;
	char pad[48];
	_Alignas(16) char content[];
};

static struct box *box_of(const void *content)
{
	return (struct box *)((uintptr_t)content - offsetof(struct box, content));
}

static void *make(size_t size, void *(*allocate)(size_t))
{
	struct box *b = size <= SIZE_MAX - sizeof *b ? allocate(sizeof *b + size) : NULL;

	if (!b)
		abort();
	b->size = size;
	b->references = 1;
	return b->content;
}

static void *allocate_zero(size_t size)
{
	return calloc(1, size);
}

static void *copy(size_t size, const void *content)
{
	return memcpy(make(size, malloc), content, size);
}

/* clang-format off */
static bool give_back_atomic(void *c)
{
	/* seq_cst: as GLib's, which is g_atomic_int_dec_and_test() */
	return !__atomic_sub_fetch(&box_of(c)->references, 1, __ATOMIC_SEQ_CST);
}

static void take_atomic(void *c)
{
	/* seq_cst: as GLib's, which is g_atomic_int_inc() */
	__atomic_add_fetch(&box_of(c)->references, 1, __ATOMIC_SEQ_CST);
}

static bool give_back_plain(void *c) { return !--box_of(c)->references; }
static void take_plain(void *c) { box_of(c)->references++; }

static void free_if(bool last, void *c, void (*clear)(void *))
{
	if (!last)
		return;
	if (clear)
		clear(c);
	free(box_of(c));
}

#define BOX(name, give_back, take) \
	GLIB void *name##_alloc(size_t size) { return make(size, malloc); } \
	GLIB void *name##_alloc0(size_t size) { return make(size, allocate_zero); } \
	GLIB void *name##_dup(size_t size, const void *content) { return copy(size, content); } \
	GLIB void *(name##_acquire)(void *c) { take(c); return c; } \
	GLIB void name##_release(void *c) { free_if(give_back(c), c, NULL); } \
	GLIB void name##_release_full(void *c, void (*clear)(void *)) { free_if(give_back(c), c, clear); } \
	GLIB size_t name##_get_size(void *c) { return box_of(c)->size; }

BOX(g_atomic_rc_box, give_back_atomic, take_atomic)
BOX(g_rc_box, give_back_plain, take_plain)
/* clang-format on */
