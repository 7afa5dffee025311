/* A variable that each iteration needs for itself is shared.
 *
 * expect: data-race
 * flags: -fopenmp
 */
int main(void)
{
	int square, squares[4];

#pragma omp parallel for
	for (int i = 0; i < 4; i++) {
		square = i * i;
		squares[i] = square;
	}
	return squares[3] != 9;
}
