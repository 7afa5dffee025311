/* private, firstprivate and lastprivate variables are each thread's own.
 *
 * expect: ok
 * flags: -fopenmp
 */
#include <assert.h>

int main(void)
{
	int square, base = 10, last = -1, squares[4];

#pragma omp parallel for private(square) firstprivate(base) lastprivate(last)
	for (int i = 0; i < 4; i++) {
		square = i * i;
		squares[i] = square + base++ - base;
		last = i;
	}
	for (int i = 0; i < 4; i++)
		assert(squares[i] == i * i - 1);
	assert(last == 3 && base == 10);
}
