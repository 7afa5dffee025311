/* What is not specified is refused by name.
 *
 * expect: unsupported
 * flags: -fopenmp
 */
int main(void)
{
	int n = 0;

#pragma omp parallel num_threads(2)
#pragma omp single
#pragma omp taskgroup task_reduction(+ : n)
#pragma omp task in_reduction(+ : n)
	n++;
	return n != 1;
}
