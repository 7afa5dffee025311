/* Any thread may end the process. What the handlers of atexit print belongs to it.
 *
 * expect: exit-failure
 * report: exit(3) was called in execution
 * report: exit(3); // here
 * report: in give_up()
 * report: cleaning up
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static void clean_up(void)
{
	puts("cleaning up");
}

static void *give_up(void *unused)
{
	exit(3); // here
	return unused;
}

int main(void)
{
	pthread_t t;

	atexit(clean_up);
	pthread_create(&t, NULL, give_up, NULL);
	pthread_join(t, NULL);
	return 0;
}
