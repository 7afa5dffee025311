/* Neighbours that another thread may have in a dynamic schedule.
 *
 * expect: data-race
 * flags: -fopenmp
 */
int main(void)
{
	int a[3] = {0, 0, 0};

#pragma omp parallel for schedule(dynamic) num_threads(2)
	for (int i = 0; i < 2; i++)
		a[i] = a[i + 1];
	return a[0];
}
