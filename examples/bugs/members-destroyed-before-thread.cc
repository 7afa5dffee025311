/*
 * A class whose destructor joins its thread, through the member that is a thread. Members are destroyed in the opposite
 * order of their declarations: what is declared after the thread is gone while it still runs.
 *
 * Source: Scott Meyers, "Effective Modern C++", 2014, item 37 (declare std::thread members last).
 * Fix: declare the thread last.
 */
#include <cassert>
#include <thread>
#include <vector>

struct joining_thread {
	std::thread thread;

	~joining_thread()
	{
		thread.join();
	}
};

struct logger {
#ifdef FIXED
	std::vector<int> lines = {1, 2, 3};
	joining_thread writer;
#else
	joining_thread writer;
	std::vector<int> lines = {1, 2, 3};
#endif

	logger()
	{
		writer.thread = std::thread([this] { assert(lines[0] == 1); });
	}
};

int main()
{
	logger now;
}
