/* A robust mutex helps nobody whose owner lives.
 *
 * expect: deadlock
 * report: locks what it has locked already
 */
#define _GNU_SOURCE
#include <pthread.h>

int main(void)
{
	pthread_mutexattr_t a;
	pthread_mutex_t m;

	pthread_mutexattr_init(&a);
	pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&m, &a);
	pthread_mutex_lock(&m);
	pthread_mutex_lock(&m);
	return 0;
}
