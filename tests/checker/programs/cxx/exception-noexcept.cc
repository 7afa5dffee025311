/* An exception may not leave a destructor.
 *
 * expect: crash
 * report: crash: uncaught exception of type int
 */
#include <thread>

struct leaves {
	~leaves()
	{
		throw 1;
	}
};

int main()
{
	std::thread other([] { leaves now; });
	other.join();
}
