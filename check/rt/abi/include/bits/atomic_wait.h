/*
 * libstdc++'s waiting on atomics, and with it std::latch, barrier, counting_semaphore and futures, made right
 * in the C++ memory model: found before the real header by programs that are checked.
 *
 * The library has two orders that the model does not give it, and that processors and kernels happen to: a
 * thread that notifies writes the word, often not seq_cst, and then looks whether anybody waits; and one
 * whose wait failed takes the kernel's look at the word for an acquire. Without these every program that uses
 * them would have a lost wake-up, which is not its own.
 */
#pragma GCC system_header

#ifndef ACQREL_ATOMIC_WAIT
#define ACQREL_ATOMIC_WAIT

#include <linux/futex.h>
#include <syscall.h>
#include <unistd.h>

/* order comments: off. */

/*
 * The look whether anybody waits is the header's only seq_cst load: the fence pairs with the kernel's look at
 * the word.
 */
#define __atomic_load(address, result, order)                                  \
	((order) == __ATOMIC_SEQ_CST ? __atomic_thread_fence(order) : (void)0, \
	 __atomic_load(address, result, order))

/* order comments: on */

/* Loads the word again, with acquire, when a wait has ended. */
template <typename... Arguments>
static inline long acqrel_futex(long number, const void *word, int operation, Arguments... arguments)
{
	long result = syscall(number, word, operation, arguments...);

	if ((operation & FUTEX_CMD_MASK) == FUTEX_WAIT || (operation & FUTEX_CMD_MASK) == FUTEX_WAIT_BITSET)
		/*
		 * acquire: pairs with the release of the thread that changed the word, because of which the
		 * wait has ended
		 */
		(void)__atomic_load_n(static_cast<const int *>(word), __ATOMIC_ACQUIRE);
	return result;
}
#define syscall acqrel_futex

#include_next <bits/atomic_wait.h>

#undef syscall
#undef __atomic_load

#endif
