/* One thread moves a std::thread away while another detaches it.
 *
 * expect: data-race
 */
#include <thread>
#include <vector>

int main()
{
	std::vector<std::thread> threads;
	threads.emplace_back([] {});
	std::thread other([&threads] { std::thread taken = std::move(threads[0]); });

	threads[0].detach();
	other.join();
}
