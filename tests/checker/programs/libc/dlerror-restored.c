/* What dlerror tells of belongs to the thread, and goes back with the program.
 *
 * expect: ok 35
 */
#define _GNU_SOURCE
#include <assert.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int x;

static void *sets(void *unused)
{
	for (int i = 0; i < 3; i++)
		atomic_fetch_add(&x, 1);
	return unused;
}

static void *asks(void *unused)
{
	assert(!dlerror());
	atomic_load(&x);
	assert(!dlsym(RTLD_DEFAULT, "there_is_no_such_thing"));
	atomic_load(&x);
	assert(dlerror());
	atomic_load(&x);
	assert(!dlerror());
	assert(!dlsym(RTLD_DEFAULT, "nor_this"));
	atomic_load(&x);
	return unused;
}

int main(void)
{
	pthread_t t, u;

	pthread_create(&t, NULL, sets, NULL);
	pthread_create(&u, NULL, asks, NULL);
	pthread_join(t, NULL);
	pthread_join(u, NULL);
	return 0;
}
