/* The mutex is a member of an object on main's stack, and what it guards is in a container of the library's.
 *
 * expect: data-race
 * report: Hold `m` at line 25 too
 * report: executions pass.
 */
#include <map>
#include <mutex>
#include <string>
#include <thread>

class Bank {
	std::mutex m;
	std::map<std::string, int> accounts;

public:
	void add(const std::string &name, int n)
	{
		std::lock_guard<std::mutex> guard(m);
		accounts[name] += n;
	}

	int get(const std::string &name)
	{
		return accounts[name];
	}
};

int main()
{
	Bank bank;

	bank.add("a", 1);
	std::thread t([&] { bank.add("b", 2); });
	int got = bank.get("c");
	t.join();
	return got != 0;
}
