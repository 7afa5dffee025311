/* Threads are called by the functions that they run, and lambdas by their lines.
 *
 * expect: data-race
 * report: thread bank::account<int>::deposit, in bank::account<int>::deposit()
 * report: thread lambda@31, in lambda@31()
 * report: data race on `shared.money`
 */
#include <thread>

namespace bank {
template <class T> struct account {
	T money = 0, interest = 0;

	void deposit(T amount)
	{
		money += amount;
	}
};
} // namespace bank

static bank::account<int> shared;

static void unused()
{
}

int main()
{
	std::thread named(&bank::account<int>::deposit, &shared, 3);
	std::thread idle(unused);
	std::thread anonymous([] { shared.money++; });
	named.join();
	idle.join();
	anonymous.join();
}
