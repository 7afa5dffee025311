/* A thread that is neither joined nor detached is destroyed.
 *
 * expect: crash
 * report: a std::thread that was neither joined nor detached is
 */
#include <thread>

int main()
{
	std::thread other([] {});
}
