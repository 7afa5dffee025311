/* Folders are not made while a program is explored: nothing outside of it changes.
 *
 * expect: unsupported
 * report: mkdir
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>

static atomic_int x;

static void *setter(void *unused)
{
	atomic_store(&x, 1);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, setter, NULL);
	atomic_load(&x);
	assert(mkdir("/tmp/acqrel-files-made", 0700) == 0);
	pthread_join(t, NULL);
	return 0;
}
