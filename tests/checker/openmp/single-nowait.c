/* Others do not wait for a single region that says nowait.
 *
 * expect: data-race
 * flags: -fopenmp
 */
int main(void)
{
	int n = 0, seen[2];

#pragma omp parallel num_threads(2)
	{
#pragma omp single nowait
		n = 1;
#pragma omp critical
		seen[n] = n;
	}
	return seen[1] != 1;
}
