/*
 * C++'s new and delete, in all their forms. They are weak: a program may define its own, one by one, and what
 * it leaves to the library has to go through those, as the standard says. What comes from one of malloc, new
 * and new[] must go back to its counterpart, and with its own size if that is given: else a destructor was
 * not the right one.
 */
#include "rt/abi/real.h"
#include "rt/error/violation.h"
#include "rt/libc/malloc.h"
#include "rt/memory/early.h"
#include "rt/memory/heap.h"
#include "rt/memory/opaque.h"
#include "rt/rt.h"

#include <errno.h>
#include <stdlib.h>

#define WEAK EXPORT __attribute__((weak))

static const char *counterpart(uint8_t origin)
{
	return origin == FROM_NEW ? "new" : origin == FROM_NEW_ARRAY ? "new[]" : "malloc or a relative of it";
}

static const char *way_back(uint8_t origin)
{
	return origin == FROM_NEW ? "delete" : origin == FROM_NEW_ARRAY ? "delete[]" : "free()";
}

static void check(const struct block *b, enum origin origin, size_t size, uint64_t pc)
{
	struct violation v = {
		.verdict = ACQ_INVALID_FREE,
		.kind = ACQ_STEP_FREE,
		.order = ACQ_NO_ORDER,
		.address = b->address,
		.size = 1,
		.pc = pc,
		.access_is_free = true,
		.block = b->address,
	};

	if (b->origin != origin) {
		violation_message(&v, "the block comes from %s and has to go back with %s, not %s",
		                  counterpart(b->origin), way_back(b->origin), way_back(origin));
		violation_raise(&v);
	}
	if (size != UNKNOWN_SIZE && size != b->size) {
		violation_message(
			&v,
			"delete of an object of %zu bytes, but the block was allocated for %zu: was it "
			"deleted through a base class without a virtual destructor?",
			size, b->size);
		violation_raise(&v);
	}
}

void heap_give_back(uint64_t address, enum origin origin, size_t size, uint64_t pc)
{
	const struct block *b = heap_block(address);

	if (b && b->address == address && !b->freed)
		check(b, origin, size, pc);
	heap_free(address, pc);
}

/* --- The forms ------------------------------------------------------------------------------------------ */

#define USUAL_ALIGNMENT 16

/* The block that begins there, living or not; NULL: none. */
static const struct block *block_at(uint64_t address)
{
	const struct block *b = heap_is(address) ? heap_block(address) : NULL;

	return b && b->address == address ? b : NULL;
}

/* As libstdc++ does it, through a malloc() of the program's own if there is one. NULL: there is no memory. */
static void *allocate(size_t size, size_t align, enum origin origin, uint64_t pc)
{
	if (!rt_in_program())
		return early_or_libc_allocate(size ? size : 1, align, pc);
	bool own = malloc_own.allocate && align <= USUAL_ALIGNMENT && !opaque_is_library(pc);
	void *p = own ? malloc_call_own(size ? size : 1, pc) : heap_allocate(size, align, pc);
	if (p && block_at((uint64_t)p))
		heap_set_origin((uint64_t)p, origin, own);
	return p;
}

/* std::bad_alloc */
static void *or_throw(void *p)
{
	if (!p)
		REAL_AS(void (*)(void), _ZSt17__throw_bad_allocv)();
	return p;
}

static void release(void *p, enum origin origin, size_t size, uint64_t pc)
{
	const struct block *b = block_at((uint64_t)p);

	if (!p || !rt_in_program()) {
		free(p);
	} else if (malloc_own.release && (!b || b->wrapped)) {
		if (b && !b->freed) {
			check(b, origin, size, pc);
			heap_set_origin(b->address, FROM_MALLOC, false);
		}
		malloc_own.release(p);
	} else if (b) {
		heap_give_back((uint64_t)p, origin, size, pc);
	} else {
		free(p);
	}
}

/*
 * What a program may have replaced: declared without its definition in sight, so that the call is not decided
 * here.
 */
void *_Znwm(size_t);
void *_Znam(size_t);
void *_ZnwmSt11align_val_t(size_t, size_t);
void _ZdlPv(void *);
void _ZdaPv(void *);
void _ZdlPvSt11align_val_t(void *, size_t);

static void *own_new(size_t size)
{
	return or_throw(allocate(size, USUAL_ALIGNMENT, FROM_NEW, RETURN_ADDRESS));
}

static void *own_aligned_new(size_t size, size_t align)
{
	return or_throw(allocate(size, align, FROM_NEW, RETURN_ADDRESS));
}

static void own_delete(void *p)
{
	release(p, FROM_NEW, UNKNOWN_SIZE, RETURN_ADDRESS);
}

static void own_aligned_delete(void *p, size_t align)
{
	(void)align;
	release(p, FROM_NEW, UNKNOWN_SIZE, RETURN_ADDRESS);
}

#define IS_OWN(function, own) (*(void *volatile *)&(void *){(void *)(function)} == (void *)(own))

#define NEW_IS_OWN            IS_OWN(_Znwm, own_new)
#define ALIGNED_NEW_IS_OWN    IS_OWN(_ZnwmSt11align_val_t, own_aligned_new)
#define DELETE_IS_OWN         IS_OWN(_ZdlPv, own_delete)
#define ALIGNED_DELETE_IS_OWN IS_OWN(_ZdlPvSt11align_val_t, own_aligned_delete)

static void *own_new_array(size_t size)
{
	if (!NEW_IS_OWN)
		return _Znwm(size);
	return or_throw(allocate(size, USUAL_ALIGNMENT, FROM_NEW_ARRAY, RETURN_ADDRESS));
}

static void own_delete_array(void *p)
{
	if (DELETE_IS_OWN)
		release(p, FROM_NEW_ARRAY, UNKNOWN_SIZE, RETURN_ADDRESS);
	else
		_ZdlPv(p);
}

#define NEW_ARRAY_IS_OWN    IS_OWN(_Znam, own_new_array)
#define DELETE_ARRAY_IS_OWN IS_OWN(_ZdaPv, own_delete_array)

/* An alias is weak too, and has the address of the function that it stands for. */
#define REPLACEABLE(own) EXPORT __attribute__((weak, alias(#own)))

REPLACEABLE(own_new) void *_Znwm(size_t size);
REPLACEABLE(own_new_array) void *_Znam(size_t size);
REPLACEABLE(own_aligned_new) void *_ZnwmSt11align_val_t(size_t size, size_t align);
REPLACEABLE(own_delete) void _ZdlPv(void *p);
REPLACEABLE(own_delete_array) void _ZdaPv(void *p);
REPLACEABLE(own_aligned_delete) void _ZdlPvSt11align_val_t(void *p, size_t align);

/* new (std::nothrow) */
WEAK void *_ZnwmRKSt9nothrow_t(size_t size, const void *tag)
{
	(void)tag;
	return NEW_IS_OWN ? allocate(size, USUAL_ALIGNMENT, FROM_NEW, RETURN_ADDRESS) : _Znwm(size);
}

WEAK void *_ZnamRKSt9nothrow_t(size_t size, const void *tag)
{
	(void)tag;
	if (!NEW_ARRAY_IS_OWN || !NEW_IS_OWN)
		return _Znam(size);
	return allocate(size, USUAL_ALIGNMENT, FROM_NEW_ARRAY, RETURN_ADDRESS);
}

/* Over-aligned types. */
WEAK void *_ZnamSt11align_val_t(size_t size, size_t align)
{
	if (!ALIGNED_NEW_IS_OWN)
		return _ZnwmSt11align_val_t(size, align);
	return or_throw(allocate(size, align, FROM_NEW_ARRAY, RETURN_ADDRESS));
}

WEAK void *_ZnwmSt11align_val_tRKSt9nothrow_t(size_t size, size_t align, const void *tag)
{
	(void)tag;
	return ALIGNED_NEW_IS_OWN ? allocate(size, align, FROM_NEW, RETURN_ADDRESS)
	                          : _ZnwmSt11align_val_t(size, align);
}

WEAK void *_ZnamSt11align_val_tRKSt9nothrow_t(size_t size, size_t align, const void *tag)
{
	(void)tag;
	return ALIGNED_NEW_IS_OWN ? allocate(size, align, FROM_NEW_ARRAY, RETURN_ADDRESS)
	                          : _ZnwmSt11align_val_t(size, align);
}

/* delete of a known size */
WEAK void _ZdlPvm(void *p, size_t size)
{
	if (DELETE_IS_OWN)
		release(p, FROM_NEW, size, RETURN_ADDRESS);
	else
		_ZdlPv(p);
}

WEAK void _ZdaPvm(void *p, size_t size)
{
	if (DELETE_ARRAY_IS_OWN && DELETE_IS_OWN)
		release(p, FROM_NEW_ARRAY, size, RETURN_ADDRESS);
	else
		_ZdaPv(p);
}

WEAK void _ZdlPvmSt11align_val_t(void *p, size_t size, size_t align)
{
	if (ALIGNED_DELETE_IS_OWN)
		release(p, FROM_NEW, size, RETURN_ADDRESS);
	else
		_ZdlPvSt11align_val_t(p, align);
}

WEAK void _ZdaPvSt11align_val_t(void *p, size_t align)
{
	if (ALIGNED_DELETE_IS_OWN)
		release(p, FROM_NEW_ARRAY, UNKNOWN_SIZE, RETURN_ADDRESS);
	else
		_ZdlPvSt11align_val_t(p, align);
}

WEAK void _ZdaPvmSt11align_val_t(void *p, size_t size, size_t align)
{
	if (ALIGNED_DELETE_IS_OWN)
		release(p, FROM_NEW_ARRAY, size, RETURN_ADDRESS);
	else
		_ZdlPvSt11align_val_t(p, align);
}

/* What is called when a constructor throws in new (std::nothrow). */
WEAK void _ZdlPvRKSt9nothrow_t(void *p, const void *tag)
{
	(void)tag;
	_ZdlPv(p);
}

WEAK void _ZdaPvRKSt9nothrow_t(void *p, const void *tag)
{
	(void)tag;
	_ZdaPv(p);
}

WEAK void _ZdlPvSt11align_val_tRKSt9nothrow_t(void *p, size_t align, const void *tag)
{
	(void)tag;
	_ZdlPvSt11align_val_t(p, align);
}

WEAK void _ZdaPvSt11align_val_tRKSt9nothrow_t(void *p, size_t align, const void *tag)
{
	(void)tag;
	if (ALIGNED_DELETE_IS_OWN)
		release(p, FROM_NEW_ARRAY, UNKNOWN_SIZE, RETURN_ADDRESS);
	else
		_ZdlPvSt11align_val_t(p, align);
}

/* What dlsym() finds even where a program has replaced the function: see link_runtime.cmake. */
#define FOUND(name, own) \
	extern __typeof__(name) stand_in##name __attribute__((alias(#own), visibility("hidden")))

FOUND(_Znwm, own_new);
FOUND(_Znam, own_new_array);
FOUND(_ZnwmSt11align_val_t, own_aligned_new);
FOUND(_ZdlPv, own_delete);
FOUND(_ZdaPv, own_delete_array);
FOUND(_ZdlPvSt11align_val_t, own_aligned_delete);
FOUND(_ZnwmRKSt9nothrow_t, _ZnwmRKSt9nothrow_t);
FOUND(_ZnamRKSt9nothrow_t, _ZnamRKSt9nothrow_t);
FOUND(_ZnamSt11align_val_t, _ZnamSt11align_val_t);
FOUND(_ZnwmSt11align_val_tRKSt9nothrow_t, _ZnwmSt11align_val_tRKSt9nothrow_t);
FOUND(_ZnamSt11align_val_tRKSt9nothrow_t, _ZnamSt11align_val_tRKSt9nothrow_t);
FOUND(_ZdlPvm, _ZdlPvm);
FOUND(_ZdaPvm, _ZdaPvm);
FOUND(_ZdlPvmSt11align_val_t, _ZdlPvmSt11align_val_t);
FOUND(_ZdaPvSt11align_val_t, _ZdaPvSt11align_val_t);
FOUND(_ZdaPvmSt11align_val_t, _ZdaPvmSt11align_val_t);
FOUND(_ZdlPvRKSt9nothrow_t, _ZdlPvRKSt9nothrow_t);
FOUND(_ZdaPvRKSt9nothrow_t, _ZdaPvRKSt9nothrow_t);
FOUND(_ZdlPvSt11align_val_tRKSt9nothrow_t, _ZdlPvSt11align_val_tRKSt9nothrow_t);
FOUND(_ZdaPvSt11align_val_tRKSt9nothrow_t, _ZdaPvSt11align_val_tRKSt9nothrow_t);
