/* Each of two threads is there or not.
 *
 * expect: ok 4
 * options: --thread-failures
 */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>

static int done[2];

static void *work(void *arg)
{
	*(int *)arg = 1;
	return NULL;
}

int main(void)
{
	pthread_t t[2];
	bool there[2];

	for (int i = 0; i < 2; i++) {
		int error = pthread_create(&t[i], NULL, work, &done[i]);
		assert(error == 0 || error == EAGAIN);
		there[i] = !error;
	}
	for (int i = 0; i < 2; i++) {
		if (there[i])
			pthread_join(t[i], NULL);
		assert(done[i] == there[i]);
	}
	return 0;
}
