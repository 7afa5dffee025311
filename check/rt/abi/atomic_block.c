/*
 * SV-COMP's atomic blocks: from __VERIFIER_atomic_begin() to __VERIFIER_atomic_end(), and functions whose
 * names begin with __VERIFIER_atomic_. They exclude each other, like parts of the program under one lock that
 * nothing else uses, and each happens before those that come later: what only they access is no race. Others
 * get no promise: a plain access outside that is not ordered with one in a block is a race, as it is in
 * SV-COMP's rules, and an atomic access outside may come in the midst of a block. So more executions are
 * explored than there are where a block is one step for everybody, and none is left out.
 *
 * What waits in a block for another thread is no step: an error. A block that assumes something ends the
 * execution where that is not so, and is explored again after each block that changes it.
 */
#include "rt/abi/atomic_block.h"

#include "rt/error/notes.h"
#include "rt/error/violation.h"
#include "rt/sync/object.h"

#include <link.h>

static uint32_t block_lock; /* the address of a location: 1 while a thread is in a block */

static struct transition enter(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand, (void)variant;
	return old ? BLOCKS : BECOMES(1);
}

static struct transition leave(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)old, (void)operand, (void)variant;
	return BECOMES(0);
}

static const struct transition_function entering = {.apply = enter, .call = ACQ_CALL_NONE};
static const struct transition_function leaving = {.apply = leave, .call = ACQ_CALL_NONE};

static void begin(const char *what, uint64_t pc)
{
	struct fiber *f = rt.current;

	if (f->in_atomic_block)
		violation_simple(ACQ_MISUSE, pc, "%s in an atomic block: they cannot be nested", what);
	struct object_call c = {&entering, (uint64_t)&block_lock, 0, pc, ACQUIRE, 4, NULL};
	if (object_perform(&c)->blocked)
		object_park(&c, FIBER_LOCKING, NO_THREAD, FOR_EVER);
	f->in_atomic_block = true;
}

static void end(uint64_t pc)
{
	struct object_call c = {&leaving, (uint64_t)&block_lock, 0, pc, RELEASE, 4, NULL};

	rt.current->in_atomic_block = false;
	object_perform(&c);
}

EXPORT void __VERIFIER_atomic_begin(void)
{
	if (rt_in_program())
		begin("__VERIFIER_atomic_begin()", RETURN_ADDRESS);
}

EXPORT void __VERIFIER_atomic_end(void)
{
	if (!rt_in_program())
		return;
	if (!rt.current->in_atomic_block)
		violation_simple(ACQ_MISUSE, RETURN_ADDRESS,
		                 "__VERIFIER_atomic_end() without __VERIFIER_atomic_begin()");
	end(RETURN_ADDRESS);
}

/*
 * --- Functions ---------------------------------------------------------------------------------------------
 */

uint32_t atomic_functions;

static uint64_t base;

static int find_base(struct dl_phdr_info *info, size_t size, void *unused)
{
	(void)size, (void)unused;
	base = info->dlpi_addr;
	return 1; /* the first is the program */
}

void atomic_block_init(void)
{
	atomic_functions = rt.outcome->request.atomic_function_count;
	if (atomic_functions > ACQ_MAX_ATOMIC_FUNCTIONS) {
		atomic_functions = ACQ_MAX_ATOMIC_FUNCTIONS;
		outcome_add_bound("more than %u functions __VERIFIER_atomic_…(): the others are not atomic",
		                  atomic_functions);
	}
	rt.below++;
	dl_iterate_phdr(find_base, NULL);
	rt.below--;
}

static bool is_atomic_function(uint64_t pc)
{
	const struct acq_atomic_function *f = rt.outcome->request.atomic_functions;

	for (uint32_t i = 0; i < atomic_functions; i++)
		if (f[i].start <= pc - base && pc - base < f[i].end)
			return true;
	return false;
}

void atomic_block_enter_function(uint64_t pc)
{
	struct fiber *f = rt.current;
	bool atomic = is_atomic_function(pc);

	if (atomic)
		begin("a function __VERIFIER_atomic_…() is called", pc);
	if (atomic || f->atomic_depth)
		f->atomic_depth++;
}

/* The address may be the caller's: compilers make the call before the return a jump. */
void atomic_block_leave_function(uint64_t pc)
{
	struct fiber *f = rt.current;

	if (f->atomic_depth && !--f->atomic_depth)
		end(pc);
}
