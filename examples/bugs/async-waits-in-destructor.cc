/*
 * std::async in the background, the result of no interest: the future that it returns is destroyed at once, and its
 * destructor waits for the task. The task waits for the lock that is held here.
 *
 * Source: Hans Boehm, "async and ~future", N3679, 2013; Scott Meyers' blog, "std::futures from std::async aren't
 * special", 2013.
 * Fix: keep the future until the lock is free.
 */
#include <cassert>
#include <future>
#include <mutex>

static std::mutex mutex;
static int saved, changes;

static void save()
{
	std::lock_guard<std::mutex> lock(mutex);
	saved = changes;
}

int main()
{
	{
#ifdef FIXED
		std::future<void> saving;
#endif
		std::lock_guard<std::mutex> lock(mutex);
		changes++;
#ifdef FIXED
		saving =
#endif
			std::async(std::launch::async, save);
	}
	assert(saved == 1);
}
