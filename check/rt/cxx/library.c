/*
 * What functions that libstdc++ has compiled do to objects of the program: paths, locales, exceptions,
 * streams and so on. The library is not instrumented, so each of the functions of library.h comes here first,
 * and what it is about to read and write is announced as if the program did it. Thereby it is saved, counts
 * as written, and is checked for races. Blocks that the library allocates for itself are saved with every
 * snapshot: see opaque.h.
 */
#include "rt/cxx/library.h"

#include "rt/abi/real.h"
#include "rt/cxx/stream.h"
#include "rt/memory/heap.h"
#include "rt/memory/opaque.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/rt.h"
#include "rt/run/undo.h"

struct string { /* std::string, as programs' code knows it */
	char *text;
	size_t size;
	union {
		char inside[16];
		size_t capacity;
	};
};

/* Where objects keep what they share: how many use it is counted there. */
static void save_pointed(uint64_t address, size_t size)
{
	for (uint64_t a = address; a + 8 <= address + size; a += 8) {
		uint64_t p = *(const uint64_t *)a;
		const struct block *b = heap_block(p);
		if (!b || b->freed || p >= b->address + b->size)
			continue;
		/* The text of an exception is pointed at, and its count lies before that. */
		uint64_t start = p - b->address < 32 ? b->address : p - 32, end = b->address + b->size;
		memory_save(start, end - start < 128 ? end - start : 128);
	}
}

static void tell(uint64_t address, size_t size, bool write, uint64_t pc)
{
	plain_access(address, size, write, pc);
}

static void tell_string(struct string *s, uint64_t pc)
{
	tell((uint64_t)s, sizeof *s, true, pc);
	if (s->text != s->inside && heap_is((uint64_t)s->text))
		tell((uint64_t)s->text, s->capacity + 1, true, pc);
}

/*
 * The part that all views of a stream have in common is its virtual base. That of the standard streams is the
 * library's.
 */
static void tell_stream(uint64_t stream, uint64_t pc)
{
	const int64_t *table = *(const int64_t **)stream;
	uint64_t base = stream + (uint64_t)table[-3];

	if (stream_is_programs(base))
		tell(base, 8, true, pc);
}

/* The first argument that the program sees, where the result lies in memory that the caller supplies. */
static uint64_t *behind_result(uint64_t *a)
{
#if defined(__x86_64__)
	return a + 1;
#else
	return a;
#endif
}

static uint64_t result_of(const uint64_t *a)
{
#if defined(__x86_64__)
	return a[0];
#else
	return a[8];
#endif
}

static void tell_object(const uint64_t *a, unsigned kind, size_t size, uint64_t pc)
{
	bool both = kind == CXX_COPIES || kind == CXX_SWAPS || kind == CXX_READS_BOTH;

	if (both)
		tell(a[1], size, kind == CXX_SWAPS, pc);
	tell(a[0], size, kind != CXX_READS && kind != CXX_READS_BOTH, pc);
	save_pointed(a[0], size);
	if (both)
		save_pointed(a[1], size);
}

static void tell_returned(uint64_t *a, size_t size, uint64_t pc)
{
	tell(*behind_result(a), 8, false, pc);
	tell(result_of(a), size, true, pc);
}

static void tell_text(const uint64_t *a, unsigned kind, size_t size, uint64_t pc)
{
	tell(a[0], a[1] - a[0], kind == CXX_WRITES_TEXT, pc);
	if (kind == CXX_READS_TEXT)
		tell(a[2], size, true, pc);
}

static void save_buffer(uint64_t address, size_t size)
{
	const struct block *b = heap_block(address);

	if (b && address + size > b->address + b->size)
		size = address < b->address + b->size ? b->address + b->size - address : 0;
	memory_save(address, size);
}

/* The library counts in it how many use it, until it is freed. */
static void hand_over(uint64_t address)
{
	struct block *b = heap_block(address);

	if (!b || b->opaque)
		return;
	undo_save(&b->opaque, sizeof b->opaque);
	b->opaque = true;
	opaque_add(b->address, b->size);
}

static void tell_call(uint64_t *a, unsigned kind, size_t size, uint64_t pc)
{
	switch (kind) {
	case CXX_RETURNS:
		tell_returned(a, size, pc);
		break;
	case CXX_SAVES:
		memory_save(a[0], size);
		save_pointed(a[0], size);
		break;
	case CXX_SAVES_BOTH:
		memory_save(a[0], size);
		save_pointed(a[0], size);
		memory_save(a[1], 24);
		save_pointed(a[1], 24);
		break;
	case CXX_BEGINS:
		tell(a[0], size, true, pc);
		opaque_add(a[0], size);
		break;
	case CXX_ENDS:
		opaque_remove(a[0]);
		break;
	case CXX_HANDS_OVER:
		hand_over(a[2]);
		break;
	case CXX_STREAM:
		tell_stream(a[1], pc);
		break;
	case CXX_READS_NUMBER:
		tell(a[1], size, true, pc);
		break;
	case CXX_READS_STRING:
		tell_string((struct string *)a[1], pc);
		break;
	case CXX_FILLS_BUFFER:
		save_buffer(a[1], a[2]);
		break;
	case CXX_WRITES_TEXT:
	case CXX_READS_TEXT:
		tell_text(a, kind, size, pc);
		break;
	default:
		tell_object(a, kind, size, pc);
	}
}

/*
 * Called from library.S with the arguments of a call that returns to pc; returns where it goes on. *real:
 * the function of the library, once it is known.
 */
void *library_call(uint64_t *arguments, unsigned kind, size_t size, uint64_t pc, const char *name,
                   void **real)
{
	if (!*real)
		*real = real_function(name);
	if (rt_in_program())
		tell_call(arguments, kind, size, pc);
	return *real;
}
