/*
 * An init that has no memory leaves an object that may be destroyed, and that is not taken for one that
 * works: of channels both abort with a sentence (channel-misuse.c). Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/broadcast.h>
#include <acqrel/spsc.h>

#include <assert.h>

static void *none(void *context, size_t size, size_t alignment)
{
	(void)context, (void)size, (void)alignment;
	return NULL;
}

static void put(void *context, void *memory, size_t size, size_t alignment)
{
	(void)context, (void)size, (void)alignment;
	assert(memory);
}

static int copy(void *to, const void *from)
{
	*(long *)to = *(const long *)from;
	return 0;
}

static void drop(void *message)
{
	assert(!message);
}

int main(void)
{
	static const ar_allocator empty = {none, put, NULL};
	static ar_broadcast(long) news;
	static ar_spsc(long) ring;

	assert(ar_broadcast_init(&news, 4, copy, drop, &empty) == ENOMEM);
	ar_broadcast_destroy(&news);
	assert(ar_broadcast_init(&news, SIZE_MAX, copy, drop, &empty) == ENOMEM);
	ar_broadcast_destroy(&news);
	assert(ar_spsc_init(&ring, 4, drop, &empty) == ENOMEM);
	ar_spsc_destroy(&ring);
	assert(ar_spsc_init(&ring, SIZE_MAX, drop, &empty) == ENOMEM);
	ar_spsc_destroy(&ring);
	return 0;
}
