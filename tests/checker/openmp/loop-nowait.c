/* The second loop reads what another thread writes in the first, which it does not wait for.
 *
 * expect: data-race
 * flags: -fopenmp
 */
int main(void)
{
	int a[4], b[4];

#pragma omp parallel num_threads(2)
	{
#pragma omp for nowait
		for (int i = 0; i < 4; i++)
			a[i] = i;
#pragma omp for
		for (int i = 0; i < 4; i++)
			b[i] = a[3 - i];
	}
	return b[0] != 3;
}
