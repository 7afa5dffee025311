/*
 * libstdc++'s waiting on atomics, made right in the C++ memory model, and for exploration: found before the
 * real header by programs that are checked.
 *
 * The library has two orders that the model does not give it, and that processors and kernels happen to: a
 * thread that notifies writes the word, often not seq_cst, and then looks whether anybody waits; and one
 * whose wait failed takes the kernel's look at the word for an acquire. Without these every program that uses
 * them would have a lost wake-up, which is not its own.
 *
 * It also looks at the word sixteen times before it sleeps, and counts those who wait, to save system calls.
 * Neither has an effect that is not there without it (docs/checker.md, Waiting in C++20): it looks once, and
 * does not count. ACQREL_LIBRARY_WAITS, defined, leaves it as it is: for tests.
 */
#pragma GCC system_header

#ifndef ACQREL_ATOMIC_WAIT
#define ACQREL_ATOMIC_WAIT

#include <bits/c++config.h>
#include <linux/futex.h>
#include <syscall.h>
#include <unistd.h>

#if defined(_GLIBCXX_RELEASE) && _GLIBCXX_RELEASE >= 12 && _GLIBCXX_RELEASE <= 14 && \
	!defined(ACQREL_LIBRARY_WAITS)
#define ACQREL_WAITS /* what follows knows these versions' headers */
#endif

/* order comments: off. */

#ifdef ACQREL_WAITS
/* The count is 1 for who reads it, and otherwise not there. */
#define ACQREL_IS_COUNT(address) (!__builtin_strcmp(#address, "&_M_wait"))
#define __atomic_load(address, result, order) \
	(ACQREL_IS_COUNT(address) ? (void)(*(result) = 1) : __atomic_load(address, result, order))
#define __atomic_fetch_add(address, n, order) \
	(ACQREL_IS_COUNT(address) ? 0 : __atomic_fetch_add(address, n, order))
#define __atomic_fetch_sub(address, n, order) \
	(ACQREL_IS_COUNT(address) ? 0 : __atomic_fetch_sub(address, n, order))
#else
/*
 * The look whether anybody waits is the header's only seq_cst load: the fence pairs with the kernel's look at
 * the word.
 */
#define __atomic_load(address, result, order)                                  \
	((order) == __ATOMIC_SEQ_CST ? __atomic_thread_fence(order) : (void)0, \
	 __atomic_load(address, result, order))
#endif

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

#ifdef ACQREL_WAITS
#undef __atomic_fetch_add
#undef __atomic_fetch_sub
#undef ACQREL_IS_COUNT

#if __cplusplus > 201703L && defined(__cpp_lib_atomic_wait)
namespace std::__detail
{

/* More special than the library's, which looks more often. */
template <typename Predicate> bool __atomic_spin(Predicate &holds, __default_spin_policy) noexcept
{
	return holds();
}

} // namespace std::__detail
#endif
#endif

#endif
