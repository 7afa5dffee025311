/* taskwait waits for children only, not for what these have created.
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
		{
#pragma omp task shared(n)
			n = 1;
		}
#pragma omp taskwait
		seen = n;
	}
	return seen;
}
