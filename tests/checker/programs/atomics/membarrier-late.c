/* A process that registers when it has threads may be in the middle of what they do.
 *
 * expect: unsupported
 * report: membarrier is registered while there are other threads
 */
#include "membarrier.h"

#include <pthread.h>

static void *other(void *arg)
{
	light();
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, other, NULL);
	begin();
	pthread_join(t, NULL);
	return 0;
}
