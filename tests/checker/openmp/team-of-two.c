/* Unless something says otherwise, a team has two threads.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>
#include <omp.h>

int main(void)
{
	int n = 0;

	assert(omp_get_max_threads() == 2);
#pragma omp parallel reduction(+ : n)
	n = omp_get_num_threads();
	assert(n == 4);
	omp_set_num_threads(3);
#pragma omp parallel reduction(+ : n)
	n = 1;
	assert(n == 7);
}
