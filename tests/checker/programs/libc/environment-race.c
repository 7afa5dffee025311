/* getenv looks at the environment while another thread changes it.
 *
 * expect: data-race
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>

static void *changes(void *unused)
{
	setenv("ACQREL_TEST", "1", 1);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, changes, NULL);
	getenv("HOME");
	pthread_join(t, NULL);
	return 0;
}
