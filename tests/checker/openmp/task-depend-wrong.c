/* The second task says that it only reads what it writes.
 *
 * expect: data-race
 * flags: -fopenmp
 */
int main(void)
{
	int x = 0;

#pragma omp parallel num_threads(2)
#pragma omp single
	{
#pragma omp task depend(out : x) shared(x)
		x = 1;
#pragma omp task depend(in : x) shared(x)
		x++;
#pragma omp task depend(in : x) shared(x)
		x++;
	}
	return x != 3;
}
