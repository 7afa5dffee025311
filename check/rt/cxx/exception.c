/*
 * C++ exceptions. Unwinding works on fibers as it does anywhere; but the library that does it is not
 * instrumented, and has state: of each thread, of each exception, and how many hold one. All of that has to
 * come back when the program is taken back, so it is saved before the library changes it.
 *
 * An exception may be held by several threads (std::exception_ptr, futures). The thread that lets go last
 * destroys it, after all that the others did with it: the library's count orders that. The count is in its
 * memory, where it is not seen, so beside each change there is a read-modify-write of an unused word in the
 * exception's header. What no other thread can hold makes no events.
 */
#include "rt/abi/interpose.h"
#include "rt/cxx/abi.h"
#include "rt/error/violation.h"
#include "rt/memory/heap.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/run/operation.h"
#include "rt/sync/once.h"

#include <stddef.h>

static struct cxx_globals *globals(void)
{
	return REAL_AS(struct cxx_globals * (*)(void), __cxa_get_globals)();
}

static struct cxx_globals *save_globals(void)
{
	struct cxx_globals *g = globals();

	memory_save((uint64_t)g, sizeof *g);
	return g;
}

static struct cxx_counted_header *counted(void *exception)
{
	return (struct cxx_counted_header *)exception - 1;
}

static struct cxx_header *header_of(void *unwind)
{
	return (struct cxx_header *)((char *)unwind - offsetof(struct cxx_header, unwind));
}

static bool is_dependent(const struct cxx_header *h)
{
	return (h->unwind.class & 0xff) == 1;
}

/* The exception that is thrown or caught. */
static void *exception_of(struct cxx_header *h)
{
	return is_dependent(h) ? (void *)(uintptr_t)h->type : (void *)(h + 1);
}

/* Before the library changes what it keeps of an exception that is held. */
static void save_count(void *exception)
{
	if (heap_is((uint64_t)exception))
		memory_save((uint64_t)counted(exception), sizeof(struct cxx_counted_header));
}

static void save_header(struct cxx_header *h)
{
	if (!heap_is((uint64_t)h))
		return;
	memory_save((uint64_t)h, sizeof *h);
	save_count(exception_of(h));
}

/*
 * Before the thread takes hold of an exception that others may hold, or lets go of it. What the library
 * changes then has to be saved afterwards: the program may be taken back to here.
 */
static void order(void *exception, uint64_t pc)
{
	struct request q = {
		.op = OP_ADD,
		.order = ACQ_REL,
		.size = 4,
		.address = (uint64_t)&counted(exception)->unused[1],
		.pc = pc,
	};

	if (!heap_is((uint64_t)exception))
		return;
	operation_perform(&q);
	save_count(exception);
}

/* --- Throwing and catching ------------------------------------------------------------------------------ */

/* The library clears the header: in its own code, which is not instrumented. */
INTERPOSE_CXX(void *, __cxa_allocate_exception)(size_t size)
{
	void *exception = REAL_CXX(__cxa_allocate_exception)(size);
	if (heap_is((uint64_t)exception))
		plain_access((uint64_t)counted(exception), sizeof(struct cxx_counted_header), true,
		             RETURN_ADDRESS);
	return exception;
}

INTERPOSE_CXX(_Noreturn void, __cxa_throw)(void *exception, void *type, void (*destructor)(void *))
{
	save_globals();
	save_count(exception);
	rt.current->thrown_at = RETURN_ADDRESS;
	REAL_CXX(__cxa_throw)(exception, type, destructor);
	__builtin_unreachable();
}

INTERPOSE_CXX(_Noreturn void, __cxa_rethrow)(void)
{
	struct cxx_globals *g = save_globals();
	if (g->caught)
		save_header(g->caught);
	REAL_CXX(__cxa_rethrow)();
	__builtin_unreachable();
}

INTERPOSE_CXX(void *, __cxa_begin_catch)(void *unwind)
{
	once_unwound(rt.current, (uintptr_t)__builtin_frame_address(0));
	save_globals();
	save_header(header_of(unwind));
	return REAL_CXX(__cxa_begin_catch)(unwind);
}

INTERPOSE_CXX(void, __cxa_end_catch)(void)
{
	struct cxx_header *h = globals()->caught;
	if (h && heap_is((uint64_t)h)) {
		if (h->handlers == 1 && (is_dependent(h) || rt.current->shares_exceptions))
			order(exception_of(h), RETURN_ADDRESS);
		save_header(h);
	}
	save_globals();
	REAL_CXX(__cxa_end_catch)();
}

/* --- std::exception_ptr --------------------------------------------------------------------------------- */

struct exception_pointer {
	void *exception;
};

/* std::current_exception(), which returns its result in memory that the caller supplies. */
EXPORT struct exception_pointer *_ZSt17current_exceptionv(struct exception_pointer *result)
	__attribute__((weak));

struct exception_pointer *_ZSt17current_exceptionv(struct exception_pointer *result)
{
	if (rt_in_program() && globals()->caught) {
		rt.current->shares_exceptions = true;
		save_header(globals()->caught);
	}
	return REAL(_ZSt17current_exceptionv)(result);
}

INTERPOSE_CXX(void, _ZNSt15__exception_ptr13exception_ptr9_M_addrefEv)(struct exception_pointer *p)
{
	if (p->exception)
		order(p->exception, RETURN_ADDRESS);
	REAL_CXX(_ZNSt15__exception_ptr13exception_ptr9_M_addrefEv)(p);
}

INTERPOSE_CXX(void, _ZNSt15__exception_ptr13exception_ptr10_M_releaseEv)(struct exception_pointer *p)
{
	if (p->exception) {
		order(p->exception, RETURN_ADDRESS);
		plain_access((uint64_t)p, sizeof *p, true, RETURN_ADDRESS); /* the library sets it to null */
	}
	REAL_CXX(_ZNSt15__exception_ptr13exception_ptr10_M_releaseEv)(p);
}

/* std::rethrow_exception(p) */
INTERPOSE_CXX(_Noreturn void, _ZSt17rethrow_exceptionNSt15__exception_ptr13exception_ptrE)
(struct exception_pointer *p)
{
	save_globals();
	if (p->exception)
		save_count(p->exception);
	rt.current->thrown_at = RETURN_ADDRESS;
	REAL_CXX(_ZSt17rethrow_exceptionNSt15__exception_ptr13exception_ptrE)(p);
	__builtin_unreachable();
}

/* --- Ends ----------------------------------------------------------------------------------------------- */

/* The exception as a std::exception, or NULL: what its type says that a handler for that would be given. */
static void *as_std_exception(const struct cxx_type *type, void *exception)
{
	typedef bool catches(const struct cxx_type *, const struct cxx_type *, void **, unsigned);
	const struct cxx_type *base = real_function("_ZTISt9exception");

	return base && ((catches *)base->vtable[4])(base, type, &exception, 1) ? exception : NULL;
}

/* What the exception says of itself: its what(), or itself if it is a text; NULL: nothing. */
static const char *says(const struct cxx_type *type, void *exception)
{
	typedef const char *what(void *);

	if (type->name[0] == 'P' && type->name[1] == 'K' && type->name[2] == 'c' && !type->name[3])
		return *(const char **)exception;
	void *e = as_std_exception(type, exception);
	return e ? ((what *)(*(void ***)e)[2])(e) : NULL;
}

static void describe(struct violation *v, struct cxx_header *h)
{
	typedef char *demangler(const char *, char *, size_t *, int *);
	demangler *demangle = REAL_AS(demangler *, __cxa_demangle);
	void *exception = exception_of(h);
	const struct cxx_type *type = is_dependent(h) ? counted(exception)->header.type : h->type;
	const char *name = demangle ? demangle(type->name, NULL, NULL, NULL) : NULL;
	const char *text = says(type, exception);

	violation_message(v, "uncaught exception of type %s%s%s", name ? name : type->name, text ? ": " : "",
	                  text ? text : "");
}

/* The handler that std::terminate calls if the program has set no other. */
INTERPOSE_CXX(void, _ZN9__gnu_cxx27__verbose_terminate_handlerEv)(void)
{
	struct violation v = {
		.verdict = ACQ_CRASH,
		.kind = ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		.signal = 6,
		.pc = RETURN_ADDRESS,
	};

	rt.below++;
	struct cxx_header *h = globals()->caught;
	if (h && (h->unwind.class >> 8) == 0x474e5543432b2b) { /* "GNUCC++" */
		describe(&v, h);
		v.pc = rt.current->thrown_at;
	} else {
		violation_message(&v, "std::terminate was called");
	}
	rt.below--;
	violation_raise(&v);
}

INTERPOSE_CXX(void, __cxa_pure_virtual)(void)
{
	struct violation v = {
		.verdict = ACQ_CRASH,
		.kind = ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		.signal = 6,
		.pc = RETURN_ADDRESS,
	};

	violation_message(&v,
	                  "call of a pure virtual function: the object is not constructed yet, or is being "
	                  "destroyed");
	violation_raise(&v);
}

/* What the library's own checks (_GLIBCXX_ASSERTIONS) call: std::__glibcxx_assert_fail. */
INTERPOSE_CXX(_Noreturn void, _ZSt21__glibcxx_assert_failPKciS0_S0_)
(const char *file, int line, const char *function, const char *condition)
{
	violation_simple(ACQ_ASSERTION, RETURN_ADDRESS, "%s", condition);
}
