/* All threads of a loop append to one vector.
 *
 * expect: data-race
 * flags: -fopenmp
 */
#include <vector>

int main()
{
	std::vector<int> all;

#pragma omp parallel for
	for (int i = 0; i < 2; i++)
		all.push_back(i);
}
