/* An atomic write orders nothing: what was written before it may be missed.
 *
 * expect: data-race
 * flags: -fopenmp
 */
int main(void)
{
	int data = 0, ready = 0, seen = -1;

#pragma omp parallel sections num_threads(2)
	{
#pragma omp section
		{
			data = 1;
#pragma omp atomic write
			ready = 1;
		}
#pragma omp section
		{
			int r;
#pragma omp atomic read
			r = ready;
			if (r)
				seen = data;
		}
	}
	return seen == 0;
}
