/* Critical regions of different names do not exclude each other.
 *
 * expect: data-race
 * flags: -fopenmp
 */
int main(void)
{
	int n = 0;

#pragma omp parallel sections num_threads(2)
	{
#pragma omp section
#pragma omp critical(one)
		n++;
#pragma omp section
#pragma omp critical(other)
		n++;
	}
	return n != 2;
}
