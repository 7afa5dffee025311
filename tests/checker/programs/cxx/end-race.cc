/* A global object is destroyed while a thread that was detached uses it.
 *
 * expect: data-race
 * report: counter
 */
#include <thread>

int counter;

static struct guard {
	~guard() { counter = 1; }
} guard;

int main()
{
	std::thread([] { counter = 2; }).detach();
}
