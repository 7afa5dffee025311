/* Every form of new and delete, with its counterpart.
 *
 * expect: ok 1
 * flags: -std=c++17
 */
#include <cassert>
#include <cstdint>
#include <new>
#include <vector>

struct alignas(64) wide {
	long numbers[8];

	~wide()
	{
		numbers[0] = 0;
	}
};

struct fails {
	fails()
	{
		throw 1;
	}
};

struct base {
	virtual ~base() = default;
};

struct derived : base {
	std::vector<int> more{1, 2, 3};
};

int main()
{
	delete new int(3);
	delete[] new int[5];
	delete[] new std::vector<int>[3];
	delete static_cast<base *>(new derived);
	wide *one = new wide, *many = new wide[2];
	assert((uintptr_t)one % 64 == 0 && (uintptr_t)many % 64 == 0);
	delete one;
	delete[] many;
	delete new (std::nothrow) int;
	delete[] new (std::nothrow) int[3];
	delete new (std::nothrow) wide;
	delete[] new (std::nothrow) wide[3];
	try {
		new fails;
	} catch (int) {
	}
	try {
		new (std::nothrow) fails[3];
	} catch (int) {
	}
	operator delete(operator new(24));
	operator delete(nullptr);
	std::vector<int> numbers(1000);
	numbers.shrink_to_fit();
}
