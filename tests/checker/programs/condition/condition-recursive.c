/* A mutex that is locked twice stays locked during the wait.
 *
 * expect: misuse
 * report: has locked more than once
 */
#define _GNU_SOURCE
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;

int main(void)
{
	pthread_mutex_lock(&m);
	pthread_mutex_lock(&m);
	pthread_cond_wait(&c, &m);
	return 0;
}
