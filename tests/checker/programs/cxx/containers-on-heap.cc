/* Containers in heap memory: what the library writes there counts as written.
 *
 * expect: ok 1
 * flags: -std=c++17
 */
#include <algorithm>
#include <cassert>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

struct all {
	std::map<int, int> map;
	std::multiset<std::string> set;
	std::list<int> list, other;
	std::unordered_set<std::string> hashed;
	std::deque<int> deque;
	std::vector<std::unique_ptr<int>> vector;
	std::function<int(int)> function;
	std::optional<std::string> optional;
};

int main()
{
	auto a = std::make_unique<all>();

	for (int i = 0; i < 20; i++) {
		a->map.insert({i, i});
		a->set.insert("number " + std::to_string(i % 5));
		a->list.push_front(i);
		a->hashed.insert("a text that is too long for the string itself " + std::to_string(i));
		a->deque.push_front(i);
		a->vector.push_back(std::make_unique<int>(i));
	}
	a->function = [big = std::string("captured")](int i) { return i + (int)big.size(); };
	a->optional = "set";
	std::thread other([&] {
		int sum = 0;
		for (auto i = a->map.rbegin(); i != a->map.rend(); ++i)
			sum += i->second;
		a->list.sort();
		assert(std::is_sorted(a->list.begin(), a->list.end()));
		a->other.swap(a->list);
		a->list.splice(a->list.end(), a->other, a->other.begin());
		assert(a->list.size() == 1 && a->other.size() == 19 && a->list.front() == 0);
		assert(a->set.count("number 3") == 4 && a->hashed.size() == 20);
		std::sort(a->deque.begin(), a->deque.end());
		assert(sum == 190 && a->deque.front() == 0 && *a->vector[7] == 7);
		assert(a->function(1) == 9 && *a->optional == "set");
	});
	other.join();
}
