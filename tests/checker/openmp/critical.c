/* Critical regions without and with names: those of one name exclude each other.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>

int main(void)
{
	int n = 0, m = 0;

#pragma omp parallel num_threads(2)
	{
#pragma omp critical
		n++;
#pragma omp critical(other)
		m++;
	}
	assert(n == 2 && m == 2);
}
