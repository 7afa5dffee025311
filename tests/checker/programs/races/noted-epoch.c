/* A write like one that was made before, but after the unlock that publishes that one, is another.
 *
 * expect: data-race
 * report: 18 | shared = 2
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
int shared;

static void *writes(void *unused)
{
	pthread_mutex_lock(&m);
	shared = 1;
	pthread_mutex_unlock(&m);
	pthread_mutex_lock(&m);
	pthread_mutex_unlock(&m);
	shared = 2;
	return unused;
}

int main(void)
{
	pthread_t t;
	int got;

	pthread_create(&t, NULL, writes, NULL);
	pthread_mutex_lock(&m);
	got = shared;
	pthread_mutex_unlock(&m);
	pthread_join(t, NULL);
	return got == 7;
}
