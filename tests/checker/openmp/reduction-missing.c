/* A sum that all threads of a loop add to, without a reduction.
 *
 * expect: data-race
 * report: OpenMP thread 1
 * report: thread OpenMP thread 1, in main()
 * unsaid: omp_outlined
 * unsaid: _omp_fn
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
