/* A string that printf reads by the number of its argument is written meanwhile.
 *
 * expect: data-race
 * report: name
 */
#include <pthread.h>
#include <stdio.h>

static char name[8] = "one";

static void *prints(void *unused)
{
	printf("%1$d: %2$s\n", 1, name);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, prints, NULL);
	name[0] = 't';
	pthread_join(t, NULL);
	return 0;
}
