/* Tasks with if(0), and those of a final task, are done when the creator goes on.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>

int main(void)
{
	int n = 0;

#pragma omp parallel num_threads(2)
#pragma omp single
	{
#pragma omp task if (0) shared(n)
		n++;
		n++;
#pragma omp task final(1) shared(n)
		{
#pragma omp task shared(n)
			n++;
			n++;
		}
#pragma omp taskwait
	}
	assert(n == 4);
}
