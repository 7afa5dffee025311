/* That both threads throw does not order what they do before.
 *
 * expect: data-race
 * report: data race on `counter`
 */
#include <thread>

static int counter;

static void run()
{
	try {
		throw 1;
	} catch (int) {
	}
	counter++;
	try {
		throw 1;
	} catch (int) {
	}
}

int main()
{
	std::thread other(run);
	run();
	other.join();
}
