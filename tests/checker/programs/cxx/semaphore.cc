/* std::counting_semaphore: as many as there are permits, and what was done before a release is seen.
 *
 * expect: ok
 * flags: -std=c++20
 */
#include <cassert>
#include <semaphore>
#include <thread>

static int number;

int main()
{
	std::binary_semaphore filled(0);
	std::thread other([&] {
		number = 1;
		filled.release();
	});
	filled.acquire();
	assert(number == 1);
	other.join();
}
