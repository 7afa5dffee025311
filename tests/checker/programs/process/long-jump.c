/* longjmp out of nested calls leaves a correct call stack behind.
 *
 * expect: assertion
 * report: main
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>

static jmp_buf out;

static void deep(int n)
{
	if (n == 0)
		longjmp(out, 1);
	deep(n - 1);
}

int main(void)
{
	for (int i = 0; i < 3; i++)
		if (!setjmp(out))
			deep(5);
	assert(0);
	return 0;
}
