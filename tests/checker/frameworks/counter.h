/* What the tests of every framework here are about: two threads add one each; unless FIXED is in the
 * environment, an update may be lost. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_int counter;

static void *add(void *unused)
{
	if (getenv("FIXED"))
		atomic_fetch_add(&counter, 1);
	else
		atomic_store(&counter, atomic_load(&counter) + 1);
	return unused;
}

static int count_with_two_threads(void)
{
	pthread_t a, b;

	atomic_store(&counter, 0);
	pthread_create(&a, NULL, add, NULL);
	pthread_create(&b, NULL, add, NULL);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return atomic_load(&counter);
}
