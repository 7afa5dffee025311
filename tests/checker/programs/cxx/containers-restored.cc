/* Each execution finds the containers as they were, although parts of them are compiled into the library: nodes of trees,
 * links of lists, tables that grow. All are changed after the first choice, in two executions.
 *
 * expect: ok 2
 * flags: -std=c++17
 */
#include <atomic>
#include <cassert>
#include <list>
#include <map>
#include <string>
#include <thread>
#include <unordered_map>

static std::map<int, int> tree;
static std::list<int> list;
static std::unordered_map<std::string, int> table;
static std::string text;
static std::atomic<int> turn;

int main()
{
	for (int i = 0; i < 20; i++) {
		tree[i * 7 % 20] = i;
		list.push_back(i);
		table["entry " + std::to_string(i)] = i;
	}
	text = "short";
	std::thread other([] { turn.store(1); });
	int seen = turn.load(), sum = 0;
	assert(tree.size() == 20 && list.size() == 20 && table.size() == 20 && text == "short");
	for (int i = 0; i < 10; i++) {
		tree.erase(2 * i + seen);
		list.pop_front();
		table.erase("entry " + std::to_string(i));
		table["another entry " + std::to_string(i)] = i;
	}
	text += " but longer than what a string has room for in itself";
	list.reverse();
	for (auto &[key, value] : tree)
		sum += key;
	assert(sum == (seen ? 90 : 100) && list.front() == 19 && list.back() == 10);
	assert(table.count("entry 3") == 0 && table.at("entry 13") == 13 && table.at("another entry 3") == 3);
	other.join();
}
