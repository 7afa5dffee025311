/*
 * <acqrel/arc.h>: being the only owner. A value is unwrapped, copied on writing, built with handles to
 * itself; over-aligned and empty ones, and an allocator that fails. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/arc.h>
#include <acqrel/check.h>

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

struct text {
	char *bytes;
	long readers; /* plain */
};

static void text_drop(void *value)
{
	free(((struct text *)value)->bytes);
}

static bool text_copy(void *to, const void *from)
{
	struct text *copy = (struct text *)to;

	copy->bytes = (char *)malloc(2);
	if (!copy->bytes)
		return false;
	memcpy(copy->bytes, ((const struct text *)from)->bytes, 2);
	return true;
}

static bool text_does_not_copy(void *to, const void *from)
{
	(void)to, (void)from;
	return false;
}

static struct text *text_new(void)
{
	struct text *text = ar_arc_new(struct text, text_drop, {});

	assert(text);
	text->bytes = (char *)malloc(2);
	assert(text->bytes);
	memcpy(text->bytes, "a", 2);
	return text;
}

/* Owns the text, reads it and lets go. */
static void *reader(void *arg)
{
	struct text *text = (struct text *)arg;

	assert(text->bytes[0] == 'a');
	text->readers++;
	ar_arc_drop(text);
	return NULL;
}

static void make_mut_while_another_reads(void)
{
	struct text *text = text_new();
	pthread_t thread;

	pthread_create(&thread, NULL, reader, ar_arc_clone(text));
	assert(ar_arc_make_mut(&text, text_copy));
	text->bytes[0] = 'b';
	ar_arc_drop(text);
	pthread_join(thread, NULL);
}

static void unwrap_while_another_reads(void)
{
	struct text *text = text_new();
	struct text out;
	pthread_t thread;

	pthread_create(&thread, NULL, reader, ar_arc_clone(text));
	if (ar_arc_try_unwrap(text, &out)) {
		assert(out.readers == 1);
		text_drop(&out);
	} else {
		ar_arc_drop(text);
	}
	pthread_join(thread, NULL);
}

static void make_mut_alone(void)
{
	struct text *text = text_new(), *before = text, *other;
	ar_weak weak;

	assert(ar_arc_make_mut(&text, NULL) == before && text == before);
	/* With a weak handle the value moves, and the handle ends. */
	weak = ar_arc_downgrade(text);
	assert(ar_arc_make_mut(&text, text_copy) == text && text != before && text->bytes[0] == 'a');
	assert(!ar_weak_upgrade(struct text, weak));
	ar_weak_drop(weak);
	/* A copy that cannot be made leaves all as it was. */
	other = ar_arc_clone(text);
	assert(!ar_arc_make_mut(&text, text_does_not_copy) && text == other && ar_arc_count(text) == 2);
	ar_arc_drop(other);
	ar_arc_drop(text);
}

static ar_weak kept;

/*
 * While this runs the value has no owners any more: a weak handle to it keeps the memory, and never upgrades.
 */
static void number_drop(void *value)
{
	kept = ar_arc_downgrade(value);
	assert(!ar_weak_upgrade(int, kept) && ar_arc_count(value) == 0 && *(int *)value == 3);
}

static void weak_handle_while_dropping(void)
{
	ar_arc_drop(ar_arc_new(int, number_drop, 3));
	assert(!ar_weak_upgrade(int, kept));
	ar_weak_drop(kept);
}

struct node {
	ar_weak self;
	int value;
};

static void node_drop(void *value)
{
	ar_weak_drop(((struct node *)value)->self);
}

static ar_atomic_ptr(void) published;

/* What a node tells others of before it is finished: they cannot upgrade until it is. */
static bool node_init(void *value, ar_weak self, void *arg)
{
	struct node *node = (struct node *)value;

	assert(!ar_weak_upgrade(struct node, self));
	/* release: pairs with the acquire in find(), else that may miss the counters; the node comes later */
	ar_store_release(&published, ar_weak_clone(self).value_);
	node->self = self;
	node->value = *(int *)arg;
	return true;
}

static bool node_init_fails(void *value, ar_weak self, void *arg)
{
	(void)value, (void)arg;
	ar_weak_drop(self);
	return false;
}

static void *find(void *arg)
{
	/* acquire: pairs with the release in node_init() */
	ar_weak weak = {ar_load_acquire(&published)};
	struct node *node = ar_weak_upgrade(struct node, weak);

	if (node) {
		assert(node->value == 7);
		ar_arc_drop(node);
	}
	return arg;
}

static void cyclic(void)
{
	int value = 7;
	struct node *node;
	pthread_t thread;

	/* relaxed: the thread is created after it */
	ar_store_relaxed(&published, (void *)NULL);
	pthread_create(&thread, NULL, find, NULL);
	node = ar_arc_new_cyclic(struct node, node_drop, node_init, &value);
	assert(node && ar_arc_weak_count(node) == 2);
	pthread_join(thread, NULL);
	struct node *again = ar_weak_upgrade(struct node, node->self);
	assert(again == node && ar_arc_count(node) == 2);
	ar_arc_drop(again);
	/* relaxed: it was this thread that stored it */
	ar_weak found = {ar_load_relaxed(&published)};
	ar_weak_drop(found);
	ar_arc_drop(node);
	assert(!ar_arc_new_cyclic(struct node, node_drop, node_init_fails, NULL));
}

/* Who upgraded too early, and takes that back, may be the last owner by then. */
static void cyclic_is_dropped_at_once(void)
{
	int value = 7;
	pthread_t thread;

	/* relaxed: the thread is created after it */
	ar_store_relaxed(&published, (void *)NULL);
	pthread_create(&thread, NULL, find, NULL);
	ar_arc_drop(ar_arc_new_cyclic(struct node, node_drop, node_init, &value));
	pthread_join(thread, NULL);
	/* relaxed: it was this thread that stored it */
	ar_weak found = {ar_load_relaxed(&published)};
	assert(!ar_weak_upgrade(struct node, found));
	ar_weak_drop(found);
}

static int blocks;

static void *pool_allocate(void *context, size_t size, size_t alignment)
{
	if (*(int *)context == 0)
		return NULL;
	blocks++;
	assert((alignment & (alignment - 1)) == 0);
	return aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}

static void pool_release(void *context, void *memory, size_t size, size_t alignment)
{
	(void)context, (void)size, (void)alignment;
	blocks--;
	free(memory);
}

struct wide {
	AR_CACHE_ALIGNED char bytes[AR_CACHE_LINE];
};

static void sizes_and_allocators(void)
{
	int works = 1;
	ar_allocator pool = {pool_allocate, pool_release, &works};
	struct wide *wide = ar_arc_new_in(struct wide, &pool, NULL, {{'x'}});

	assert(wide && (uintptr_t)wide % AR_CACHE_LINE == 0 && wide->bytes[0] == 'x' && blocks == 1);
	assert(ar_arc_get_mut(wide) == wide);
	ar_arc_drop(wide);
	assert(blocks == 0);
	works = 0;
	assert(!ar_arc_new_in(struct wide, &pool, NULL, {{'x'}}));
	wide = ar_arc_new(struct wide, NULL, {{'y'}});
	assert(wide && (uintptr_t)wide % AR_CACHE_LINE == 0);
	ar_arc_drop(wide);
	ar_arc_drop((struct wide *)NULL);
	ar_weak none = {NULL};
	ar_weak_drop(ar_weak_clone(none));
	assert(!ar_weak_upgrade(struct wide, none));
}

int main(void)
{
	for (int i = 0; i < AR_ITERATIONS(500, 1); i++) {
#if !defined(PART) || PART == 1
		make_mut_while_another_reads();
#endif
#if !defined(PART) || PART == 2
		unwrap_while_another_reads();
#endif
#if !defined(PART) || PART == 3
		cyclic();
#endif
#if !defined(PART) || PART == 4
		cyclic_is_dropped_at_once();
#endif
	}
	make_mut_alone();
	weak_handle_while_dropping();
	sizes_and_allocators();
	return 0;
}
