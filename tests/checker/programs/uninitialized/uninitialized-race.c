/* Read before it is written, by nothing but chance: that is a race.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdlib.h>

static int *p;
static volatile int hit;

static void *set(void *unused)
{
	*p = 1;
	return unused;
}

int main(void)
{
	pthread_t t;

	p = malloc(sizeof *p);
	pthread_create(&t, NULL, set, NULL);
	if (*p)
		hit = 1;
	pthread_join(t, NULL);
	free(p);
	return 0;
}
