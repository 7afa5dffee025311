/*
 * What std::latch and std::barrier wait with in programs that are checked: a read that blocks, in place of
 * loads and a system call (docs/checker.md, Waiting in C++20).
 */
#pragma GCC system_header

#ifndef ACQREL_WORD_WAIT_H
#define ACQREL_WORD_WAIT_H

#if __cplusplus > 201703L && __has_include(<bits/atomic_wait.h>)
#include <bits/atomic_base.h>
#include <bits/atomic_wait.h>

#if defined(ACQREL_WAITS) && defined(__cpp_lib_atomic_wait)
#define ACQREL_WORD_WAIT

extern "C" bool acqrel_wait_while(const void *word, unsigned char size, unsigned long value);
extern "C" bool acqrel_wait_until(const void *word, unsigned char size, unsigned long value);

namespace std::acqrel_word_wait
{

template <typename T> inline unsigned long bits(T value)
{
	static_assert(sizeof value == 1 || sizeof value == 4);
	return sizeof value == 1 ? static_cast<unsigned char>(value) : static_cast<unsigned>(value);
}

/* Where the program runs by itself, what the library does. */
template <typename T, typename Predicate> void until(const T *word, T value, Predicate holds) noexcept
{
	if (!acqrel_wait_until(word, sizeof value, bits(value)))
		__atomic_wait_address(word, holds);
}

template <typename T, typename Predicate> void while_it_is(const T *word, T value, Predicate holds) noexcept
{
	if (!acqrel_wait_while(word, sizeof value, bits(value)))
		__atomic_wait_address(word, holds);
}

} // namespace std::acqrel_word_wait

#endif
#endif
#endif
