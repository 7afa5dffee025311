/* One thread deletes what the other still uses.
 *
 * expect: use-after-free
 * report: use after free
 */
#include <memory>
#include <thread>

struct session {
	int id = 1;
};

int main()
{
	auto owner = std::make_unique<session>();
	session *borrowed = owner.get();
	std::thread other([borrowed] { borrowed->id++; });
	owner.reset();
	other.join();
}
