/* Iterators behind the last element of arrays, std::array, std::vector, std::string and initializer lists.
 *
 * expect: ok 1
 */
#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>
#include <string>
#include <vector>

static int table[8];
static std::array<int, 8> fixed;

int main(int argc, char **)
{
	std::vector<int> v{1, 2, 3, 4};
	std::string s(20, 'x');
	int local[4] = {4, 3, 2, 1};
	int n = argc + 7;

	std::fill(table, &table[n], 1);
	std::fill(fixed.begin(), fixed.end(), 2);
	std::sort(std::begin(local), std::end(local));
	assert(std::equal(v.begin(), v.end(), local, &local[argc + 3]));
	assert(std::accumulate(&table[0], table + n, 0) == 8);
	assert(fixed[(size_t)n - 1] == 2 && fixed.back() == 2 && s[(size_t)n] == 'x' && s[s.size()] == 0);
	for (int i : {1, 2, 3})
		assert(i == local[i - 1]);
	return 0;
}
