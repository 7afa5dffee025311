/*
 * expect: invalid-free
 * report: the block comes from new[] and has to go back with delete[], not delete
 * report: called from main() at
 * new goes through a malloc() of the program's own, as libstdc++'s does, and it is told what has to go back how all the same.
 */
#include <cstdlib>
#include <dlfcn.h>
#include <memory>
#include <vector>

static int given, back;
static int *volatile kept;

extern "C" void *malloc(std::size_t size)
{
	static void *(*next)(std::size_t);

	if (!next)
		next = reinterpret_cast<void *(*)(std::size_t)>(dlsym(RTLD_NEXT, "malloc"));
	given++;
	return next(size);
}

extern "C" void free(void *p)
{
	static void (*next)(void *);

	if (!next)
		next = reinterpret_cast<void (*)(void *)>(dlsym(RTLD_NEXT, "free"));
	back++;
	next(p);
}

int main()
{
	int given_before = given, back_before = back;
	{
		std::vector<int> v(3);
		kept = v.data(); /* or clang leaves both out */
	}
	if (given != given_before + 1 || back != back_before + 1)
		std::abort();
	int *volatile p = new int[3];
	delete p;
	return 0;
}
