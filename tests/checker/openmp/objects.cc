/* Objects of classes: firstprivate in a task that is executed later, reduced, and written under a lock.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <cassert>
#include <vector>

struct text {
	std::vector<int> letters;
	text &operator+=(const text &other)
	{
		letters.insert(letters.end(), other.letters.begin(), other.letters.end());
		return *this;
	}
};

#pragma omp declare reduction(join:text : omp_out += omp_in)

int main()
{
	text all, word{{1, 2}};
	std::vector<int> found(2);

#pragma omp parallel for reduction(join : all) num_threads(2)
	for (int i = 0; i < 2; i++)
		all.letters.push_back(i);
	assert(all.letters.size() == 2 && all.letters[0] + all.letters[1] == 1);
#pragma omp parallel num_threads(2)
#pragma omp single
	{
		for (int i = 0; i < 2; i++) {
#pragma omp task firstprivate(word)
			found[i] = word.letters[i];
		}
		word.letters.clear();
	}
	assert(found[0] == 1 && found[1] == 2);
}
