/* std::atomic: a counter of users that is taken back, and a bit that is cleared, by those who come too late.
 *
 * expect: ok
 */
#include <atomic>
#include <thread>

static std::atomic<int> users;
static std::atomic<unsigned> owners{0};
static int shared;

static void count()
{
	while (users.fetch_add(1, std::memory_order_acquire) != 0) {
		users.fetch_sub(1, std::memory_order_relaxed);
		std::this_thread::yield();
	}
	shared++;
	users.fetch_sub(1, std::memory_order_release);
}

static void mark(unsigned own)
{
	while ((owners |= own) != own)
		owners &= ~own;
	shared++;
	owners &= ~own;
}

int main()
{
	std::thread first(count), second(count);
	first.join();
	second.join();
	std::thread third(mark, 1), fourth(mark, 2);
	third.join();
	fourth.join();
	return shared != 4;
}
