/*
 * What libstdc++ has compiled of std::thread and std::condition_variable: it writes into objects of the
 * program, where it is not seen. join() and detach() are here again, doing the same; the rest is announced
 * and then left to the library.
 */
#include "rt/abi/constructors.h"
#include "rt/abi/interpose.h"
#include "rt/memory/plain.h"
#include "rt/sync/object.h"
#include "rt/threads/thread.h"

#include <errno.h>

/*
 * std::thread::_M_start_thread(state, …) has the library's own function run in the new thread, which calls
 * the virtual function state->_M_run(): that is where the program's part begins. For the report.
 */
EXPORT void _ZNSt6thread15_M_start_threadESt10unique_ptrINS_6_StateESt14default_deleteIS1_EEPFvvE(
	void *thread, void ***state, void (*depend)(void))
{
	struct fiber *f = rt.current;

	if (rt_in_program() && *state)
		f->creates = (uint64_t)((void **)**state)[2];
	else
		constructors_make_thread(RETURN_ADDRESS);
	REAL(_ZNSt6thread15_M_start_threadESt10unique_ptrINS_6_StateESt14default_deleteIS1_EEPFvvE)
	(thread, state, depend);
}

/* A std::thread is the handle of its thread, 0 if there is none. The name is that of a member function. */
static void let_go(pthread_t *thread, const char *name, int (*how)(pthread_t, const char *, uint64_t),
                   uint64_t pc)
{
	plain_access((uint64_t)thread, sizeof *thread, false, pc);
	int error = *thread ? how(*thread, name, pc) : EINVAL;
	if (error)
		REAL_AS(void (*)(int), _ZSt20__throw_system_errori)(error);
	plain_access((uint64_t)thread, sizeof *thread, true, pc);
	*thread = 0;
}

static int join(pthread_t thread, const char *name, uint64_t pc)
{
	void *result;

	return thread_join(thread, &result, name, pc);
}

static int detach(pthread_t thread, const char *name, uint64_t pc)
{
	thread_detach(thread, name, pc);
	return 0;
}

INTERPOSE_CXX(void, _ZNSt6thread4joinEv)(pthread_t *thread)
{
	let_go(thread, "std::thread::join", join, RETURN_ADDRESS);
}

INTERPOSE_CXX(void, _ZNSt6thread6detachEv)(pthread_t *thread)
{
	let_go(thread, "std::thread::detach", detach, RETURN_ADDRESS);
}

/*
 * std::condition_variable(): clears what pthread_cond_init would; the destructor calls pthread_cond_destroy.
 */
static void begin_condition(pthread_cond_t *c, uint64_t pc)
{
	object_begin(&condition_kind, "std::condition_variable()", (uint64_t)c, 0, pc);
}

INTERPOSE_CXX(void, _ZNSt18condition_variableC1Ev)(pthread_cond_t *c)
{
	begin_condition(c, RETURN_ADDRESS);
}

INTERPOSE_CXX(void, _ZNSt18condition_variableC2Ev)(pthread_cond_t *c)
{
	begin_condition(c, RETURN_ADDRESS);
}
