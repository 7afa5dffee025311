/*
 * Fibers. Each has a stack with a guard page below it and the thread pointer of a parked OS thread, so
 * that thread-local variables and errno are its own.
 */
#include "rt/run/fiber.h"

#include "engine/reserve.h"
#include "rt/abi/real.h"
#include "rt/memory/ended_frames.h"
#include "rt/rt.h"
#include "rt/run/library_locals.h"
#include "rt/run/os.h"
#include "rt/run/undo.h"
#include "rt/threads/numbering.h"

#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#include <asm/prctl.h>
#endif

#define GUARD_SIZE  ((size_t)64 << 10)
#define PARKED_SIZE ((size_t)256 << 10) /* thread-local variables lie in it, too */
#define MAX_CALLS   ((size_t)1 << 20)

#define FEW_THREADS 8
#define LEAST_STACK ((size_t)256 << 10)

#define LARGEST_STACK ((size_t)64 << 20) /* that a thread may ask for, unless the usual size is larger */

struct fiber *rt_fibers;
uint32_t rt_fiber_count;

char *fiber_stacks, *fiber_stacks_end;
__attribute__((used)) uintptr_t frames_left; /* frame_hook.S sets it */
static size_t usual_stack;
static char *parked_stacks; /* of the OS threads, PARKED_SIZE each */
static size_t stack_stride; /* from stack to stack, guard included */
static uint32_t max_fibers;
static void *scheduler_sp;
static uintptr_t scheduler_tls;
static struct float_state initial_floats, scheduler_floats;
static void (*body)(struct fiber *); /* what fibers run */
#if defined(__x86_64__)
static bool fast_thread_pointer;
#endif

void fiber_swap(void **save_sp, void *load_sp);
void fiber_entry(void);

static uintptr_t get_thread_pointer(void)
{
#if defined(__x86_64__)
	uintptr_t p;
	os_syscall(SYS_arch_prctl, ARCH_GET_FS, (long)&p, 0, 0, 0, 0);
	return p;
#else
	return (uintptr_t)__builtin_thread_pointer();
#endif
}

static inline void set_thread_pointer(uintptr_t p)
{
#if defined(__x86_64__)
	if (LIKELY(fast_thread_pointer))
		__asm__ volatile("wrfsbase %0" : : "r"(p) : "memory");
	else
		os_syscall(SYS_arch_prctl, ARCH_SET_FS, (long)p, 0, 0, 0, 0);
#else
	__asm__ volatile("msr tpidr_el0, %0" : : "r"(p) : "memory");
#endif
}

static size_t limit_of_stacks(void)
{
	struct rlimit limit;
	size_t size = (size_t)8 << 20;

	if (!getrlimit(RLIMIT_STACK, &limit) && limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur > size)
		size = limit.rlim_cur;
	return (size + 0xffff) & ~(size_t)0xffff;
}

uint32_t fiber_most(void)
{
	return max_fibers;
}

size_t fiber_largest_stack(void)
{
	return stack_stride - GUARD_SIZE;
}

static void protect(char *low, int protection)
{
	if (mprotect(low, GUARD_SIZE, protection))
		engine_out_of_memory("stack guards");
}

void fiber_set_stack_size(struct fiber *f, size_t size)
{
	size = size > usual_stack ? (size + GUARD_SIZE - 1) & ~(GUARD_SIZE - 1) : usual_stack;
	char *low = f->stack_high - size;

	if (low == f->stack_low)
		return;
	engine_commit(low, size);
	protect(f->stack_low - GUARD_SIZE, PROT_READ | PROT_WRITE);
	f->stack_low = low;
	protect(f->stack_low - GUARD_SIZE, PROT_NONE);
}

/* Little address space: rather many threads than large stacks. */
static void fit_stacks(size_t room)
{
	while (room / (usual_stack + GUARD_SIZE) < FEW_THREADS && usual_stack > LEAST_STACK)
		usual_stack /= 2;
	stack_stride = usual_stack + GUARD_SIZE;
}

void fiber_init(void (*runs)(struct fiber *))
{
	size_t got;

#if defined(__x86_64__)
	fast_thread_pointer = getauxval(AT_HWCAP2) & 2; /* the kernel lets us use wrfsbase */
#endif
	body = runs;
	scheduler_tls = get_thread_pointer();
	float_state_init();
	initial_floats = scheduler_floats = float_state_get();
	library_locals_init(scheduler_tls);
	rt.counters.ended_below = 1;
	rt_fibers = engine_reserve(sizeof(struct fiber) << 16, &got);
	max_fibers = (uint32_t)(got / sizeof(struct fiber));
	usual_stack = limit_of_stacks();
	stack_stride = (usual_stack < LARGEST_STACK ? LARGEST_STACK : usual_stack) + GUARD_SIZE;
	fiber_stacks = engine_reserve_stacks(stack_stride * 4096, &got);
	if (got < stack_stride * 4096)
		fit_stacks(got);
	if (got / stack_stride < max_fibers)
		max_fibers = (uint32_t)(got / stack_stride);
	fiber_stacks_end = fiber_stacks + max_fibers * stack_stride;
	/* Or the few bytes that most threads need at the top of theirs would take a huge page each. */
	madvise(fiber_stacks, got, MADV_NOHUGEPAGE);
	parked_stacks = engine_reserve_stacks(PARKED_SIZE * max_fibers, &got);
	madvise(parked_stacks, got, MADV_NOHUGEPAGE);
	if (got / PARKED_SIZE < max_fibers)
		max_fibers = (uint32_t)(got / PARKED_SIZE);
	if (max_fibers < FEW_THREADS)
		engine_out_of_memory("the program's threads");
	max_fibers = numbering_init(max_fibers);
}

struct fiber *fiber_of_stack(uintptr_t address)
{
	size_t i = (address - (uintptr_t)fiber_stacks) / stack_stride;

	return fiber_is_stack(address) && i < rt_fiber_count ? &rt_fibers[i] : NULL;
}

/* --- Thread pointers -------------------------------------------------------------------------------- */

static uintptr_t parked_tls;
static int parked_ready, never;

static void *park_forever(void *unused)
{
	(void)unused;
	parked_tls = get_thread_pointer();
	library_locals_find_malloc(parked_tls);
	/* release: pairs with the acquire in new_thread_pointer(); else that may miss parked_tls */
	__atomic_store_n(&parked_ready, 1, __ATOMIC_RELEASE);
	os_futex(&parked_ready, FUTEX_WAKE, 1);
	for (;;)
		os_futex(&never, FUTEX_WAIT, 0);
	return NULL;
}

/*
 * The thread pointer of a new OS thread that does nothing but exist. We give it its stack so that the
 * thread-local variables in there have the same addresses in every worker.
 */
static uintptr_t new_thread_pointer(uint32_t number)
{
	static int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
	pthread_attr_t attributes;
	pthread_t thread;

	if (!create)
		create = (int (*)(pthread_t *, const pthread_attr_t *, void *(*)(void *),
		                  void *))real_function("pthread_create");
	rt.below++;
	pthread_attr_init(&attributes);
	engine_commit(parked_stacks + number * PARKED_SIZE, PARKED_SIZE);
	pthread_attr_setstack(&attributes, parked_stacks + number * PARKED_SIZE, PARKED_SIZE);
	parked_ready = 0;
	/* Signals are for the thread that runs the program. */
	uint64_t all = ~(uint64_t)0, mask = 0;
	os_syscall(SYS_rt_sigprocmask, SIG_SETMASK, (long)&all, (long)&mask, sizeof mask, 0, 0);
	int err = create(&thread, &attributes, park_forever, NULL);
	os_syscall(SYS_rt_sigprocmask, SIG_SETMASK, (long)&mask, 0, sizeof mask, 0, 0);
	if (err)
		engine_out_of_memory("the program's threads");
	/* acquire: pairs with the release in park_forever(); else we may miss parked_tls */
	while (!__atomic_load_n(&parked_ready, __ATOMIC_ACQUIRE))
		os_futex(&parked_ready, FUTEX_WAIT, 0);
	rt.below--;
	return parked_tls;
}

/* --- Fibers ----------------------------------------------------------------------------------------- */

static void make(struct fiber *f, uint32_t thread)
{
	size_t got;
	char *low = fiber_stacks + thread * stack_stride;

	f->thread = (uint16_t)thread;
	f->stack_high = low + stack_stride;
	f->stack_low = f->stack_high - usual_stack;
	f->touched_low = (uintptr_t)f->stack_high;
	engine_commit(f->stack_low, usual_stack);
	protect(f->stack_low - GUARD_SIZE, PROT_NONE);
	f->calls = engine_reserve(MAX_CALLS * sizeof(struct call), &got);
	f->max_calls = (uint32_t)(got / sizeof(struct call));
	f->handlers = engine_reserve(MAX_THREAD_HANDLERS * sizeof *f->handlers, &got);
	f->values = engine_reserve(MAX_KEY_NUMBERS * sizeof(void *), &got);
	f->children = numbering_children(thread);
	f->tls = thread ? new_thread_pointer(thread) : scheduler_tls;
	library_locals_begin(f);
}

struct fiber *fiber_get(uint32_t thread)
{
	if (thread >= max_fibers)
		engine_out_of_memory("the program's threads");
	while (rt_fiber_count <= thread) {
		make(&rt_fibers[rt_fiber_count], rt_fiber_count);
		rt_fiber_count++;
	}
	return &rt_fibers[thread];
}

void fiber_save(struct fiber *f)
{
	if (undo_is_saved(f->serial))
		return;
	if (f->depth)
		undo_save_part(f->calls, f->depth * sizeof *f->calls);
	if (f->state != FIBER_NONE && f->state != FIBER_ENDED)
		undo_save_part(f->sp, (size_t)(f->stack_high - (char *)f->sp));
	undo_save_object(&f->sp, sizeof *f - offsetof(struct fiber, sp), &f->serial);
}

#define CLEARED_BELOW 256 /* what the deepest function may have used below the deepest stack pointer seen */

/* Clears what lies below the stack pointer that a fiber has been taken back to. */
static void clear_stack(struct fiber *f, uintptr_t top)
{
	uintptr_t from = f->touched_low - CLEARED_BELOW;

	if (from < (uintptr_t)f->stack_low)
		from = (uintptr_t)f->stack_low;
	rt_fill((void *)from, 0, top - from);
	f->touched_low = top;
}

void fiber_undo_to(uint32_t snapshot)
{
	undo_to(snapshot);
	frames_left = 0;
	for (uint32_t i = 0; i < rt_fiber_count; i++) {
		struct fiber *f = &rt_fibers[i];
		uintptr_t top = f->state == FIBER_NONE ? (uintptr_t)f->stack_high : (uintptr_t)f->sp;
		if (f->touched_low < top)
			clear_stack(f, top);
		/* The initial thread's are the scheduler's, too. */
		if (f->locals_held != f->locals || !i)
			library_locals_bring_back(f);
	}
}

void fiber_prepare(struct fiber *f, void *(*start)(void *), void *argument)
{
#if defined(__x86_64__)
	uint64_t *sp = (uint64_t *)f->stack_high - 2;
	*--sp = (uint64_t)fiber_entry;
	sp -= 6;
	sp[3] = (uint64_t)f;    /* r12 */
	sp[2] = (uint64_t)body; /* r13 */
#else
	uint64_t *sp = (uint64_t *)f->stack_high - 20;
	sp[0] = (uint64_t)f;            /* x19 */
	sp[1] = (uint64_t)body;         /* x20 */
	sp[11] = (uint64_t)fiber_entry; /* x30 */
#endif
	fiber_save(f);
	f->sp = sp;
	f->start = start;
	f->argument = argument;
	if (UNLIKELY(float_state_is_used))
		f->floats = rt.current ? float_state_get() : initial_floats;
	f->state = FIBER_READY;
	if (f->thread && f->thread < rt.counters.ended_below)
		rt.counters.ended_below = f->thread;
}

static void switch_floats(struct float_state *from, const struct float_state *to)
{
	*from = float_state_get();
	float_state_set(from, to);
}

void fiber_note_locals(struct fiber *f)
{
	library_locals_note(f);
	if (LIKELY(!f->lender))
		return;
	fiber_save(fiber_lender(f));
	library_locals_note(fiber_lender(f));
}

void fiber_use_locals(uint16_t lender)
{
	struct fiber *f = rt.current;

	fiber_note_locals(f);
	f->lender = lender;
	set_thread_pointer(fiber_lender(f)->tls);
}

void fiber_switch(struct fiber *to)
{
	struct fiber *from = rt.current;
	void **save = from ? &from->sp : &scheduler_sp;

	if (to == from)
		return;
	if (UNLIKELY(rt.on_switch))
		rt.on_switch();
	if (from && (uintptr_t)__builtin_frame_address(0) < from->touched_low)
		from->touched_low = (uintptr_t)__builtin_frame_address(0);
	if (from) {
		fiber_note_locals(from);
		frames_settle(from);
	}
	if (to)
		fiber_save(to);
	rt.current = to;
	if (UNLIKELY(float_state_is_used))
		switch_floats(from ? &from->floats : &scheduler_floats, to ? &to->floats : &scheduler_floats);
	set_thread_pointer(to ? fiber_lender(to)->tls : scheduler_tls);
	fiber_swap(save, to ? to->sp : scheduler_sp);
}
