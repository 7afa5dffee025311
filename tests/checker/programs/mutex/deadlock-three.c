/* Three locks in a circle.
 *
 * expect: deadlock
 * report: run #1 waits for a lock that run #2 holds, run #2 waits for a lock that run #3
 * report: run #1 waits at line 18 for `b`, which run #2 holds since line 17
 */
#include <pthread.h>

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER, b = PTHREAD_MUTEX_INITIALIZER,
		       c = PTHREAD_MUTEX_INITIALIZER;
static pthread_t t[3];

static pthread_mutex_t *m[] = {&a, &b, &c};
static void *run(void *p)
{
	long i = (long)p;
	pthread_mutex_lock(m[i]);
	pthread_mutex_lock(m[(i + 1) % 3]);
	pthread_mutex_unlock(m[(i + 1) % 3]);
	pthread_mutex_unlock(m[i]);
	return p;
}
int main(void)
{
	for (long i = 0; i < 3; i++)
		pthread_create(&t[i], NULL, run, (void *)i);
	for (long i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
}
