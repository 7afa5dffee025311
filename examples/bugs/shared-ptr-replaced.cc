/*
 * A configuration that readers copy a std::shared_ptr to, and a writer replaces. The count of owners is atomic, so the
 * old one lives as long as anybody reads it; but the pointer to it is an ordinary variable.
 *
 * Source: Herb Sutter, "Atomic Smart Pointers", N4058, 2014.
 * Fix: std::atomic_load and std::atomic_store (from C++20 on std::atomic<std::shared_ptr>).
 */
#include <cassert>
#include <memory>
#include <thread>

struct settings {
	int width = 80, height = 24;
};

static std::shared_ptr<settings> current = std::make_shared<settings>();

static std::shared_ptr<settings> get()
{
#ifdef FIXED
	return std::atomic_load(&current);
#else
	return current;
#endif
}

static void replace(std::shared_ptr<settings> now)
{
#ifdef FIXED
	std::atomic_store(&current, std::move(now));
#else
	current = std::move(now);
#endif
}

int main()
{
	std::thread writer([] { replace(std::make_shared<settings>()); });
	assert(get()->width == 80);
	writer.join();
}
