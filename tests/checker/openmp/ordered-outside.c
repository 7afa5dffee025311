/* What comes behind the ordered region of its iteration is not ordered.
 *
 * expect: data-race
 * flags: -fopenmp
 */
int main(void)
{
	int n = 0, m = 0;

#pragma omp parallel for ordered schedule(static, 1) num_threads(2)
	for (int i = 0; i < 2; i++) {
#pragma omp ordered
		n++;
		m = i;
	}
	return m != 1;
}
