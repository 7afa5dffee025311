/* A program has its own new and delete: all other forms go through them.
 *
 * expect: ok 1
 */
#include <cassert>
#include <cstdlib>
#include <memory>
#include <new>
#include <thread>

static int living;

void *operator new(std::size_t size)
{
	living++;
	return std::malloc(size);
}

void operator delete(void *p) noexcept
{
	living -= p != nullptr;
	std::free(p);
}

int main()
{
	int *volatile one = new int(3), *volatile many = new int[4], *volatile quiet = new (std::nothrow) int[2];
	assert(living == 3);
	delete one;
	delete[] many;
	delete[] quiet;
	{
		auto shared = std::make_shared<int>(3);
		std::thread other([shared] { assert(*shared == 3); });
		other.join();
	}
	assert(living == 0);
}
