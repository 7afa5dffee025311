/*
 * libstdc++'s semaphores, on those of POSIX, which the runtime models: found before the real header by
 * programs that are checked. The library's own look at the counter many times before they sleep, and in
 * libstdc++ 12 one may sleep on a value that the counter had before (a lost wake-up of the library's).
 */
#pragma GCC system_header

#ifndef ACQREL_SEMAPHORE_BASE
#define ACQREL_SEMAPHORE_BASE

#include <bits/c++config.h>
#include <semaphore.h>

#if __cplusplus > 201703L && defined(_GLIBCXX_RELEASE) && _GLIBCXX_RELEASE >= 12 && \
	_GLIBCXX_RELEASE <= 14 && !defined(ACQREL_LIBRARY_WAITS)
#define ACQREL_SEMAPHORE
#define __semaphore_impl acqrel_library_semaphore
#endif

#include_next <bits/semaphore_base.h>

#ifdef ACQREL_SEMAPHORE
#undef __semaphore_impl

#include <chrono>

namespace std
{

/* Constant initialization, which sem_init would not be, makes the same bytes. */
struct __semaphore_impl {
	static constexpr ptrdiff_t _S_max = __INT_MAX__;

	explicit constexpr __semaphore_impl(ptrdiff_t count) noexcept : value(static_cast<unsigned>(count))
	{
	}

	__semaphore_impl(const __semaphore_impl &) = delete;
	__semaphore_impl &operator=(const __semaphore_impl &) = delete;

	void _M_acquire() noexcept
	{
		while (sem_wait(semaphore()))
			;
	}

	bool _M_try_acquire() noexcept
	{
		return !sem_trywait(semaphore());
	}

	template <typename Rep, typename Period>
	bool _M_try_acquire_for(const chrono::duration<Rep, Period> &time) noexcept
	{
		auto end = chrono::steady_clock::now().time_since_epoch() +
		           chrono::ceil<chrono::nanoseconds>(time);
		auto seconds = chrono::floor<chrono::seconds>(end);
		timespec limit = {seconds.count(), (end - seconds).count()};

		if (limit.tv_sec < 0)
			return _M_try_acquire();
		return !sem_clockwait(semaphore(), CLOCK_MONOTONIC, &limit);
	}

	template <typename Clock, typename Duration>
	bool _M_try_acquire_until(const chrono::time_point<Clock, Duration> &time) noexcept
	{
		return _M_try_acquire_for(time - Clock::now());
	}

	void _M_release(ptrdiff_t count) noexcept
	{
		while (count-- > 0)
			sem_post(semaphore());
	}

      private:
	alignas(sem_t) unsigned value;
	char rest[sizeof(sem_t) - sizeof(unsigned)] = {};

	sem_t *semaphore() noexcept
	{
		return reinterpret_cast<sem_t *>(this);
	}
};

} // namespace std
#endif
#endif
