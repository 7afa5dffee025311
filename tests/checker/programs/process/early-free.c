/* What a constructor has allocated can be freed, once, by anyone; a use by another thread at the same time is a race.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdlib.h>

static int *block;

__attribute__((constructor)) static void prepare(void)
{
	block = malloc(sizeof *block);
	*block = 1;
}

static void *use(void *unused)
{
	*block = 2;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, use, NULL);
	free(block);
	pthread_join(t, NULL);
	return 0;
}
