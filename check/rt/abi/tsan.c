/* What compilers call for plain accesses, function entry and exit. */
#include "rt/abi/atomic_block.h"
#include "rt/error/line_lock.h"
#include "rt/libc/malloc.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/memory/units.h"
#include "rt/run/observer.h"
#include "rt/run/override.h"

/*
 * The first thing that the initial thread's outermost function of the program tells, and the last; known in
 * repeated runs.
 */
static uint64_t outermost_entered, outermost_left;

#define NEAR 128 /* bytes: a function tells of its entry before it does anything else */

uint64_t main_left(void)
{
	uint64_t start = (uint64_t)rt.main;
	/* else main is in a library that does not tell */
	bool is_main = rt_runs_again() && outermost_entered - start < NEAR;

	return is_main && outermost_left ? outermost_left : start + 1;
}

EXPORT void __tsan_init(void)
{
}

static void note_entry(struct fiber *f, uint64_t caller, uint64_t pc, uintptr_t sp)
{
	while (f->depth && f->calls[f->depth - 1].sp <= sp)
		f->depth--; /* left by longjmp or a tail call */
	if (!f->depth && !f->thread) {
		outermost_entered = pc;
		outermost_left = 0;
	}
	if (f->depth < f->max_calls)
		f->calls[f->depth++] = (struct call){caller, sp};
	observe_step(pc, caller, 0);
}

EXPORT void __tsan_func_entry(void *return_address)
{
	struct fiber *f = rt.current;
	uintptr_t sp = (uintptr_t)__builtin_frame_address(0);

	if (UNLIKELY(!f || rt.below)) {
		if (f)
			malloc_check_entry((uint64_t)return_address);
		return;
	}
	if (sp < f->touched_low)
		f->touched_low = sp;
	if (UNLIKELY(rt_runs_again())) /* otherwise call stacks are not used */
		note_entry(f, malloc_called_from((uint64_t)return_address), RETURN_ADDRESS, sp);
	if (UNLIKELY(rt.lines))
		line_lock_see_entry((uint64_t)return_address);
	if (UNLIKELY(atomic_functions))
		atomic_block_enter_function(RETURN_ADDRESS);
}

EXPORT void __tsan_func_exit(void)
{
	struct fiber *f = rt.current;

	if (UNLIKELY(rt.lines) && f && !rt.below)
		line_lock_see_return();
	if (UNLIKELY(atomic_functions) && f && !rt.below)
		atomic_block_leave_function(RETURN_ADDRESS);
	if (UNLIKELY(rt_runs_again()) && f && !rt.below && f->depth && !--f->depth && !f->thread)
		outermost_left = RETURN_ADDRESS;
}

/*
 * Where entry.S leads to from __tsan_…: at once, or, where the program does not get what it asks for, with
 * its registers, to the second of each two.
 */
#define REPLACED(name)                                                                            \
	void replaced_##name(void *p, UNUSED uint64_t u1, UNUSED uint64_t u2, UNUSED uint64_t u3, \
	                     UNUSED uint64_t u4, const struct hook_frame *frame)

#define ACCESS(name, size, write)                                               \
	void plain_##name(void *p)                                              \
	{                                                                       \
		if (LIKELY(rt_in_program()))                                    \
			units_access((uint64_t)p, size, write, RETURN_ADDRESS); \
	}                                                                       \
	REPLACED(name)                                                          \
	{                                                                       \
		if (rt_in_program())                                            \
			override_plain((uint64_t)p, size, write, frame);        \
	}

/* clang may tell a compound assignment as one access that reads and writes. */
#define ACCESS_BOTH(name, size)                                         \
	void plain_##name(void *p)                                      \
	{                                                               \
		if (!rt_in_program())                                   \
			return;                                         \
		plain_access((uint64_t)p, size, false, RETURN_ADDRESS); \
		units_access((uint64_t)p, size, true, RETURN_ADDRESS);  \
	}                                                               \
	REPLACED(name)                                                  \
	{                                                               \
		if (!rt_in_program())                                   \
			return;                                         \
		override_plain((uint64_t)p, size, false, frame);        \
		override_plain((uint64_t)p, size, true, frame);         \
	}

#define ACCESSES(size)                  \
	ACCESS(read##size, size, false) \
	ACCESS(write##size, size, true) \
	ACCESS_BOTH(read_write##size, size)

#define UNALIGNED(size)                           \
	ACCESS(unaligned_read##size, size, false) \
	ACCESS(unaligned_write##size, size, true) \
	ACCESS_BOTH(unaligned_read_write##size, size)

ACCESSES(1)
ACCESSES(2)
ACCESSES(4)
ACCESSES(8)
ACCESSES(16)
UNALIGNED(2)
UNALIGNED(4)
UNALIGNED(8)
UNALIGNED(16)

EXPORT void __tsan_read_range(void *p, size_t size)
{
	if (rt_in_program())
		plain_access((uint64_t)p, size, false, RETURN_ADDRESS);
}

EXPORT void __tsan_write_range(void *p, size_t size)
{
	if (rt_in_program())
		plain_access((uint64_t)p, size, true, RETURN_ADDRESS);
}

/* A C++ object's virtual table pointer is set by constructors and destructors, and read by calls. */
EXPORT void __tsan_vptr_update(void **p, void *value)
{
	if (!rt_in_program())
		return;
	if (*p != value)
		plain_access((uint64_t)p, sizeof *p, true, RETURN_ADDRESS);
	else /* a destructor: that of the base class may be in a library, and sets its own without telling */
		memory_save((uint64_t)p, sizeof *p);
}

EXPORT void __tsan_vptr_read(void **p)
{
	if (rt_in_program())
		plain_access((uint64_t)p, sizeof *p, false, RETURN_ADDRESS);
}

EXPORT void __tsan_ignore_thread_begin(void)
{
}

EXPORT void __tsan_ignore_thread_end(void)
{
}
