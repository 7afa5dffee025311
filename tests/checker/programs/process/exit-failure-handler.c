/* A handler of atexit has the last word: main has returned 0.
 *
 * expect: exit-failure
 * report: _exit(2) was called in execution 1
 */
#include <stdlib.h>
#include <unistd.h>

static void fail(void)
{
	_exit(2);
}

int main(void)
{
	atexit(fail);
	return 0;
}
