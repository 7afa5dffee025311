/* Reductions of one variable and of two: the threads come in either order.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>

int main(void)
{
	int sum = 0, most = -1;
	double product = 1;

#pragma omp parallel for reduction(+ : sum)
	for (int i = 0; i < 4; i++)
		sum += i;
#pragma omp parallel for reduction(max : most) reduction(* : product)
	for (int i = 1; i < 4; i++) {
		most = i > most ? i : most;
		product *= i;
	}
	assert(sum == 6 && most == 3 && product == 6);
}
