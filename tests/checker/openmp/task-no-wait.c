/* What a task writes is read without a taskwait.
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
		seen = n;
	}
	return seen;
}
