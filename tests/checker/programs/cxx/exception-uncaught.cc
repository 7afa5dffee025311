/* An exception that leaves a thread ends the program.
 *
 * expect: crash
 * report: crash: uncaught exception of type std::runtime_error: no such file
 * report: 15 |
 */
#include <mutex>
#include <stdexcept>
#include <thread>

static std::mutex mutex;

static void work()
{
	throw std::runtime_error("no such file");
}

int main()
{
	std::thread other(work);
	other.join();
}
