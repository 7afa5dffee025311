/*
 * setjmp and longjmp. What setjmp saves is memory of the program like any other: it is written, races, and
 * goes back with a snapshot. Where the jump would lead is noted in the buffer as well, behind what libc
 * saves, for what libc cannot check: that it is a jump of the same thread, to a function that has not
 * returned.
 */
#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/memory/ended_frames.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/run/fiber.h"

#include <dlfcn.h>
#include <setjmp.h>
#include <ucontext.h>
#include <unwind.h>

/*
 * A buffer of pthread_cleanup_push is shorter: it has four words behind the padding, of which the first is
 * used (thread.c).
 */
struct jump {
	__jmp_buf registers;
	int mask_was_saved; /* to libc: never */
	uint32_t mark;      /* padding, in libc */
	uint64_t mask, sp, pc;
};

_Static_assert(offsetof(struct jump, mask_was_saved) == offsetof(struct __jmp_buf_tag, __mask_was_saved), "");
_Static_assert(offsetof(struct jump, mask) == offsetof(struct __jmp_buf_tag, __saved_mask), "");

#define WITHOUT_MASK 0x4a554d50u
#define WITH_MASK    0x4d55504au

#define SIZE_OF_JUMP (offsetof(struct jump, mask_was_saved) + sizeof(int))

/* Called by setjmp with what it is to fill. */
__attribute__((used)) void jump_saved(struct jump *j, int with_mask, uint64_t pc, uint64_t sp)
{
	plain_access((uint64_t)j, SIZE_OF_JUMP, true, pc);
	memory_save((uint64_t)j, sizeof *j);
	j->mark = with_mask ? WITH_MASK : WITHOUT_MASK;
	j->mask = rt.current->signal_mask;
	j->sp = sp;
	j->pc = pc;
}

__attribute__((used)) void context_saved(ucontext_t *c, int unused, uint64_t pc)
{
	(void)unused;
	plain_access((uint64_t)c, sizeof *c, true, pc);
}

/* --- Whether there still is what it leads to ---------------------------------------------------------- */

/* Of the library that unwinds: C programs do without it until now. */
static struct unwinder {
	_Unwind_Reason_Code (*backtrace)(_Unwind_Trace_Fn, void *);
	uintptr_t (*get_ip)(struct _Unwind_Context *);
	uintptr_t (*get_cfa)(struct _Unwind_Context *);
	void *(*function_of)(void *);
} unwinder;

static void load_unwinder(void)
{
	static bool tried;

	if (tried)
		return;
	tried = true;
	void *library = REAL(dlopen)("libgcc_s.so.1", RTLD_NOW | RTLD_GLOBAL);
	if (!library)
		return;
	unwinder.backtrace = (__typeof__(unwinder.backtrace))real_dlsym(library, "_Unwind_Backtrace");
	unwinder.get_ip = (__typeof__(unwinder.get_ip))real_dlsym(library, "_Unwind_GetIP");
	unwinder.get_cfa = (__typeof__(unwinder.get_cfa))real_dlsym(library, "_Unwind_GetCFA");
	unwinder.function_of =
		(__typeof__(unwinder.function_of))real_dlsym(library, "_Unwind_FindEnclosingFunction");
}

struct search {
	uint64_t sp, ip; /* the frame that contains sp goes on at ip */
	bool beyond;     /* it is in an outer one than `ip` */
};

static _Unwind_Reason_Code visit(struct _Unwind_Context *context, void *argument)
{
	struct search *s = argument;

	if (unwinder.get_cfa(context) > s->sp) {
		s->beyond = true;
		return _URC_END_OF_STACK;
	}
	s->ip = unwinder.get_ip(context);
	return _URC_NO_REASON;
}

/* Where the stack pointer was when setjmp was called there is another function's frame now. */
static bool has_returned(const struct jump *j)
{
	struct search s = {.sp = j->sp};

	rt.below++;
	load_unwinder();
	if (!unwinder.backtrace || !unwinder.get_ip || !unwinder.get_cfa || !unwinder.function_of) {
		rt.below--;
		return false;
	}
	unwinder.backtrace(visit, &s);
	bool other = s.beyond && s.ip &&
	             unwinder.function_of((void *)(s.ip - 1)) != unwinder.function_of((void *)(j->pc - 1));
	rt.below--;
	return other;
}

static void check(const struct jump *j, uint64_t sp, uint64_t pc)
{
	const struct fiber *f = fiber_of_stack(j->sp);

	if (j->mark != WITH_MASK && j->mark != WITHOUT_MASK)
		violation_simple(ACQ_MISUSE, pc, "longjmp with a buffer that no setjmp has filled");
	if (f && f != rt.current)
		violation_simple(ACQ_MISUSE, pc, "longjmp to where another thread has called setjmp");
	if (!f)
		violation_unsupported(pc, "longjmp to a stack that the program has made itself");
	if (j->sp < sp || has_returned(j))
		violation_simple(ACQ_MISUSE, pc,
		                 "longjmp to a function that has returned since it called setjmp");
}

static void jump(void *env, uint64_t sp, uint64_t pc)
{
	struct jump *j = env;

	plain_access((uint64_t)j, SIZE_OF_JUMP, false, pc);
	check(j, sp, pc);
	frames_settle(rt.current);
	frames_end_below(rt.current, j->sp);
	if (j->mark == WITH_MASK)
		rt.current->signal_mask = j->mask;
}

/* The caller's stack pointer is the one that our frame begins at. */
#define JUMPS(name)                                                             \
	INTERPOSE(_Noreturn void, name)(struct __jmp_buf_tag env[1], int value) \
	{                                                                       \
		jump(env, (uint64_t)__builtin_dwarf_cfa(), RETURN_ADDRESS);     \
		REAL(longjmp)(env, value);                                      \
		__builtin_unreachable();                                        \
	}

_Noreturn void __longjmp_chk(struct __jmp_buf_tag *env, int value);

JUMPS(longjmp)
JUMPS(_longjmp)
JUMPS(siglongjmp)
JUMPS(__longjmp_chk)
