/* sscanf writes.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdio.h>

static int number;

static void *reader(void *unused)
{
	return number ? unused : NULL;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, reader, NULL);
	sscanf("7", "%d", &number);
	pthread_join(t, NULL);
	return 0;
}
