/* malloc and its family, as the program and the libraries below it call them. */
#include "rt/libc/malloc.h"

#include "rt/abi/real.h"
#include "rt/error/notes.h"
#include "rt/error/violation.h"
#include "rt/memory/early.h"
#include "rt/memory/foreign_free.h"
#include "rt/memory/heap.h"
#include "rt/memory/plain.h"
#include "rt/run/choice.h"
#include "rt/run/fiber.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>

size_t malloc_usable_size(void *);

#define EARLY_THREADS 64

struct own_heap malloc_own;

/*
 * A program may have a malloc() of its own, which is then code like any other. But libc calls it, too, and
 * what that keeps would be handed out again when the program's memory goes back to what it was. So what libc
 * needs for threads is allocated before the first execution, and other calls are unsupported. What it may go
 * on to (dynamic.c) is the runtime's.
 */
void malloc_init(void)
{
	void *(*found)(size_t) = (void *(*)(size_t))real_dlsym(RTLD_DEFAULT, "malloc");
	if (!found || found == malloc)
		return;
	malloc_own.allocate = found;
	malloc_own.release = (void (*)(void *))real_dlsym(RTLD_DEFAULT, "free");
	fiber_get(EARLY_THREADS < fiber_most() ? EARLY_THREADS : fiber_most() - 1);
	outcome_note("the program has a malloc() of its own: use after free, double free, uninitialized "
	             "memory and leaks are looked for only in what that gets from the C library's");
}

/* The program's code is entered from a function of libc, or before a thread is there. */
void malloc_check_entry(uint64_t pc)
{
	if (!malloc_own.allocate || rt.mode == RUN_NATIVE)
		return;
	rt.below = 0;
	violation_unsupported(
		pc, "the C library calls the program's own malloc() for itself, and would keep what is "
		    "not there in the next execution; leave it out where ACQREL_CHECKING is defined");
}

static uint64_t called_from; /* that the program's malloc() is about to be entered; else 0 */

void *malloc_call_own(size_t size, uint64_t pc)
{
	called_from = pc;
	void *p = malloc_own.allocate(size);
	called_from = 0;
	return p;
}

uint64_t malloc_called_from(uint64_t pc)
{
	if (called_from)
		pc = called_from;
	called_from = 0;
	return pc;
}

void *malloc_for_library(uint8_t about, size_t size, uint64_t pc)
{
	if (!malloc_own.allocate)
		return choice_allocate(about, size, 16, pc);
	return choice_fails(about, pc) ? NULL : malloc_call_own(size, pc);
}

EXPORT void *malloc(size_t size)
{
	return rt_in_program() ? choice_allocate(ACQ_CHOICE_MALLOC, size, 16, RETURN_ADDRESS)
	                       : early_or_libc_allocate(size, 16, RETURN_ADDRESS);
}

EXPORT void free(void *p)
{
	if (!p)
		return;
	if (heap_is((uint64_t)p)) {
		if (rt_in_program())
			heap_give_back((uint64_t)p, FROM_MALLOC, UNKNOWN_SIZE, RETURN_ADDRESS);
		return; /* freed by libc in passing: it goes with the execution */
	}
	if (rt_in_program()) {
		foreign_free((uint64_t)p, RETURN_ADDRESS);
		/*
		 * It may be from a constructor before main: what others still do with it is a race all the
		 * same.
		 */
		plain_access((uint64_t)p, malloc_usable_size(p), true, RETURN_ADDRESS);
	}
	if (rt.current || early_is((uint64_t)p))
		return; /* from libc, which still needs it in the next execution; or from before main */
	real_heap()->release(p);
}

void malloc_free_for_library(void *p, uint64_t pc)
{
	if (malloc_own.release)
		malloc_own.release(p);
	else if (p && heap_is((uint64_t)p))
		heap_give_back((uint64_t)p, FROM_MALLOC, UNKNOWN_SIZE, pc);
	else if (p)
		foreign_free((uint64_t)p, pc);
}

EXPORT void *calloc(size_t n, size_t size)
{
	size_t total;

	if (!rt_in_program())
		return early_or_libc_clear(n, size, RETURN_ADDRESS);
	if (__builtin_mul_overflow(n, size, &total)) {
		errno = ENOMEM;
		return NULL;
	}
	/* Fresh memory is zero, because an execution's end undoes all writes. */
	void *p = choice_allocate(ACQ_CHOICE_CALLOC, total, 16, RETURN_ADDRESS);
	heap_cleared(p);
	return p;
}

static size_t usable(void *p)
{
	const struct block *b = heap_block((uint64_t)p);

	if (!heap_is((uint64_t)p))
		return malloc_usable_size(p);
	return b && b->address == (uint64_t)p ? b->size : 0;
}

/* What was never written in the old block is not written in the new one either. */
static void copy_written(char *to, const char *from, size_t n, uint64_t pc)
{
	if (n && heap_is((uint64_t)from))
		heap_check((uint64_t)from, n, false, pc);
	while (n) {
		bool written;
		size_t run = plain_run((uint64_t)from, n, &written);
		if (written) {
			plain_access((uint64_t)from, run, false, pc);
			plain_access((uint64_t)to, run, true, pc);
			rt_copy(to, from, run);
		}
		from += run, to += run, n -= run;
	}
}

static void *reallocate(uint8_t about, void *p, size_t size, uint64_t pc)
{
	if (!p)
		return choice_allocate(about, size, 16, pc);
	bool ours = heap_is((uint64_t)p);
	if (!ours)
		foreign_free((uint64_t)p, pc);
	size_t old = usable(p);
	void *q = choice_allocate(about, size, 16, pc);
	if (!q)
		return NULL;
	copy_written(q, p, old < size ? old : size, pc);
	if (ours)
		heap_give_back((uint64_t)p, FROM_MALLOC, UNKNOWN_SIZE, pc);
	return q;
}

void *malloc_resize_for_library(void *p, size_t old, size_t size, uint64_t pc)
{
	if (!malloc_own.allocate)
		return reallocate(ACQ_CHOICE_REALLOC, p, size, pc);
	void *q = malloc_for_library(ACQ_CHOICE_REALLOC, size, pc);
	if (!q)
		return NULL;
	copy_written(q, p, old < size ? old : size, pc);
	malloc_free_for_library(p, pc);
	return q;
}

EXPORT void *realloc(void *p, size_t size)
{
	return rt_in_program() ? reallocate(ACQ_CHOICE_REALLOC, p, size, RETURN_ADDRESS)
	                       : early_or_libc_grow(p, size, RETURN_ADDRESS);
}

EXPORT void *reallocarray(void *p, size_t n, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(n, size, &total)) {
		errno = ENOMEM;
		return NULL;
	}
	return rt_in_program() ? reallocate(ACQ_CHOICE_REALLOCARRAY, p, total, RETURN_ADDRESS)
	                       : early_or_libc_grow(p, total, RETURN_ADDRESS);
}

static bool power_of_two(size_t n)
{
	return n && !(n & (n - 1));
}

EXPORT void *aligned_alloc(size_t align, size_t size)
{
	if (!rt_in_program())
		return early_or_libc_allocate(size, align, RETURN_ADDRESS);
	if (!power_of_two(align)) {
		errno = EINVAL;
		return NULL;
	}
	return choice_allocate(ACQ_CHOICE_ALIGNED_ALLOC, size, align, RETURN_ADDRESS);
}

EXPORT void *memalign(size_t align, size_t size)
{
	return rt_in_program() ? choice_allocate(ACQ_CHOICE_MEMALIGN, size, align, RETURN_ADDRESS)
	                       : early_or_libc_allocate(size, align, RETURN_ADDRESS);
}

EXPORT void *valloc(size_t size)
{
	return rt_in_program() ? choice_allocate(ACQ_CHOICE_VALLOC, size, 4096, RETURN_ADDRESS)
	                       : early_or_libc_allocate(size, 4096, RETURN_ADDRESS);
}

EXPORT void *pvalloc(size_t size)
{
	return valloc((size + 4095) & ~(size_t)4095);
}

EXPORT int posix_memalign(void **result, size_t align, size_t size)
{
	if (!power_of_two(align) || align % sizeof(void *))
		return EINVAL;
	void *p = rt_in_program() ? choice_allocate(ACQ_CHOICE_POSIX_MEMALIGN, size, align, RETURN_ADDRESS)
	                          : early_or_libc_allocate(size, align, RETURN_ADDRESS);
	if (!p)
		return ENOMEM;
	if (rt_in_program())
		plain_access((uint64_t)result, sizeof p, true, RETURN_ADDRESS);
	*result = p;
	return 0;
}

EXPORT size_t malloc_usable_size(void *p)
{
	if (p && heap_is((uint64_t)p))
		return usable(p);
	if (p && early_is((uint64_t)p))
		return early_size((uint64_t)p);
	return p ? REAL(malloc_usable_size)(p) : 0;
}
