/* Each allocation of each thread fails or does not; the C library's own do not.
 *
 * expect: ok 16
 * options: --malloc-failures
 */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static void *work(void *arg)
{
	for (int i = 0; i < 2; i++) {
		errno = 0;
		char *p = malloc(1);
		assert((p == NULL) == (errno == ENOMEM));
		if (p)
			*p = 1;
		free(p);
	}
	return arg;
}

int main(void)
{
	pthread_t t[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, work, NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	printf("done\n");
	return 0;
}
