/*
 * expect: use-after-free
 * An operator new that goes on to the library's, found by name, allocates from the program's heap; so does the delete.
 */
#include <cstdlib>
#include <dlfcn.h>
#include <new>
#include <thread>

void *operator new(std::size_t size)
{
	return reinterpret_cast<void *(*)(std::size_t)>(dlsym(RTLD_NEXT, "_Znwm"))(size);
}

void operator delete(void *p) noexcept
{
	reinterpret_cast<void (*)(void *)>(dlsym(RTLD_NEXT, "_ZdlPv"))(p);
}

void operator delete(void *p, std::size_t) noexcept
{
	operator delete(p);
}

int main()
{
	int *shared = new int(0);
	std::thread t([shared] { *shared = 1; });
	delete shared;
	t.join();
}
