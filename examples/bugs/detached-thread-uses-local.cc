/*
 * A detached thread is given a reference to a local variable. No thread waits for it, so the function may have returned, and
 * its frame may be that of another.
 *
 * Source: Anthony Williams, "C++ Concurrency in Action", 2nd edition, 2019, listing 2.1; SEI CERT C++ Coding Standard,
 * EXP54-CPP.
 * Fix: give it what it is to own.
 */
#include <cassert>
#include <memory>
#include <thread>

static void request()
{
#ifdef FIXED
	auto answer = std::make_shared<int>(0);
	std::thread([answer] { *answer = 42; }).detach();
#else
	int answer = 0;
	std::thread([&answer] { answer = 42; }).detach();
#endif
}

static int sum(int n)
{
	int numbers[20];

	for (int &number : numbers)
		number = n;
	int result = 0;
	for (int number : numbers)
		result += number;
	return result;
}

int main()
{
	request();
	assert(sum(3) == 60);
}
