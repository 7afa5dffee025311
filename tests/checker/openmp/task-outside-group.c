/* A task that was created before the taskgroup is not waited for.
 *
 * expect: data-race
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
#pragma omp taskgroup
		{
#pragma omp task
			;
		}
		seen = n;
	}
	return seen;
}
