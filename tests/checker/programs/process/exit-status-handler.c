/* A handler of atexit has the last word: that main has returned 1 is not seen by anyone.
 *
 * expect: ok 1
 */
#include <stdlib.h>

static void repair(void)
{
	_Exit(0);
}

int main(void)
{
	atexit(repair);
	return 1;
}
