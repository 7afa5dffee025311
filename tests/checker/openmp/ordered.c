/* Ordered regions come in the order of the iterations.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>

int main(void)
{
	int n = 0, order[3];

#pragma omp parallel for ordered schedule(dynamic) num_threads(2)
	for (int i = 0; i < 3; i++) {
#pragma omp ordered
		order[n++] = i;
	}
	for (int i = 0; i < 3; i++)
		assert(order[i] == i);
}
