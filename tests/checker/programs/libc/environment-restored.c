/* Each execution begins with the same environment; threads may look at it together, and in turns change it.
 *
 * expect: ok 2
 */
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static char own[] = "ACQREL_OWN=1";

static void *changes(void *unused)
{
	pthread_mutex_lock(&m);
	assert(!getenv("ACQREL_OWN") && !secure_getenv("ACQREL_OWN"));
	if (!getenv("ACQREL_TEST")) {
		setenv("ACQREL_TEST", "first", 1);
		putenv(own);
		own[11] = '2';
		assert(!strcmp(getenv("ACQREL_OWN"), "2"));
		unsetenv("ACQREL_OWN");
		setenv("ACQREL_TEST", "second", 0);
	} else {
		assert(!strcmp(getenv("ACQREL_TEST"), "first"));
		clearenv();
		assert(!environ);
	}
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t t, u;

	getenv("HOME");
	pthread_create(&t, NULL, changes, NULL);
	pthread_create(&u, NULL, changes, NULL);
	pthread_join(t, NULL);
	pthread_join(u, NULL);
	return 0;
}
