/* A program that tries until it gets memory could do so for ever.
 *
 * expect: incomplete
 * options: --malloc-failures
 * report: 3 times in a row
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
