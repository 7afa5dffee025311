/* The barrier at the end of the first loop, and static schedules that give each thread the same iterations.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>

int main(void)
{
	int a[4], b[4], c[4];

#pragma omp parallel num_threads(2)
	{
#pragma omp for
		for (int i = 0; i < 4; i++)
			a[i] = i;
#pragma omp for schedule(static) nowait
		for (int i = 0; i < 4; i++)
			b[i] = a[3 - i];
#pragma omp for schedule(static)
		for (int i = 0; i < 4; i++)
			c[i] = b[i];
	}
	for (int i = 0; i < 4; i++)
		assert(c[i] == 3 - i);
}
