/* A sum that all threads of a loop add to, without a reduction.
 *
 * expect: data-race
 * report: OpenMP thread 1
 * report: line 14
 * flags: -fopenmp
 */
int main(void)
{
	int sum = 0;

#pragma omp parallel for
	for (int i = 0; i < 4; i++)
		sum += i;
	return sum != 6;
}
