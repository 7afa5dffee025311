/* What a task writes is read without a taskwait.
 *
 * expect: data-race
 * report: thread OpenMP task, in main()
 * unsaid: unknown function
 * flags: -fopenmp
 */
int main(void)
{
	int n = 0, seen = 0;

#pragma omp parallel num_threads(2)
#pragma omp single
	{
#pragma omp task shared(n)
		n = 1;
		seen = n;
	}
	return seen;
}
