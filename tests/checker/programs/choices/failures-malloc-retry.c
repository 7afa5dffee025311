/* A program that tries until it gets memory could do so for ever.
 *
 * expect: incomplete
 * options: --malloc-failures
 * report: made to fail more than 10 times
 */
#include <sched.h>
#include <stdlib.h>

int main(void)
{
	void *p;

	while (!(p = malloc(1)))
		sched_yield();
	free(p);
	return 0;
}
