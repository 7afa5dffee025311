/* std::thread: what the library's pthread_create call hides, for the report. */
#include "rt.h"

#include <pthread.h>

/*
 * std::thread::_M_start_thread(state, …) has the library's own function run in the new thread, which calls the virtual
 * function state->_M_run(): that is where the program's part begins.
 */
EXPORT void _ZNSt6thread15_M_start_threadESt10unique_ptrINS_6_StateESt14default_deleteIS1_EEPFvvE(
	void *thread, void ***state, void (*depend)(void))
{
	static void (*real)(void *, void ***, void (*)(void));
	struct fiber *f = rt.current;

	if (!real)
		real = (void (*)(void *, void ***, void (*)(void)))real_function(
			"_ZNSt6thread15_M_start_threadESt10unique_ptrINS_6_StateESt14default_deleteIS1_"
			"EEPFvvE");
	if (rt_in_program() && *state)
		f->creates = (uint64_t)((void **)**state)[2];
	real(thread, state, depend);
}
