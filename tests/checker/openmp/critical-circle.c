/* Two critical regions within each other, in both orders.
 *
 * expect: deadlock
 * flags: -fopenmp
 */
int main(void)
{
	int n = 0;

#pragma omp parallel sections num_threads(2)
	{
#pragma omp section
#pragma omp critical(one)
		{
#pragma omp critical(other)
			n++;
		}
#pragma omp section
#pragma omp critical(other)
		{
#pragma omp critical(one)
			n++;
		}
	}
	return n != 2;
}
