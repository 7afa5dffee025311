/* Each iteration waits for the one before the one that it needs.
 *
 * expect: data-race
 * flags: -fopenmp
 */
int main(void)
{
	int sums[5] = {1, 1, 0, 0, 0};

#pragma omp parallel for ordered(1) num_threads(2) schedule(static, 1)
	for (int i = 2; i < 5; i++) {
#pragma omp ordered depend(sink : i - 2)
		sums[i] = sums[i - 1] + 1;
#pragma omp ordered depend(source)
	}
	return sums[4] != 4;
}
