/* A thread of <threads.h> that a constructor makes is one of the program's.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <threads.h>

static thrd_t worker;
static int done;

static int work(void *unused)
{
	(void)unused;
	return ++done;
}

__attribute__((constructor)) static void begin(void)
{
	thrd_create(&worker, work, NULL);
}

int main(void)
{
	int result;

	thrd_join(worker, &result);
	assert(result == 1 && done == 1);
	return 0;
}
