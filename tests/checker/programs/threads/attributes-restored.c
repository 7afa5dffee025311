/* What libc has written into attributes in one execution is gone in the next.
 *
 * expect: ok 2
 */
#include <acqrel/check.h>
#include <assert.h>
#include <pthread.h>

static pthread_mutexattr_t a;

int main(void)
{
	ar_choose(2);
	assert(!a.__align);
	pthread_mutexattr_init(&a);
	pthread_mutexattr_settype(&a, PTHREAD_MUTEX_RECURSIVE);
	assert(a.__align);
	return 0;
}
