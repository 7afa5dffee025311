/* _exit runs neither handlers nor destructor functions, quick_exit only what is for it, the last first.
 *
 * expect: ok 2
 */
#include <acqrel/check.h>

#include <assert.h>
#include <stdlib.h>
#include <unistd.h>

static int steps;

static void never(void)
{
	abort();
}

__attribute__((destructor)) static void never_either(void)
{
	abort();
}

static void first(void)
{
	assert(steps++ == 0);
}

static void second(void)
{
	assert(steps++ == 1);
}

int main(void)
{
	atexit(never);
	at_quick_exit(second);
	at_quick_exit(first);
	if (ar_choose(2))
		_exit(0);
	quick_exit(0);
}
