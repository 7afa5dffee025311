/* Two threads save where they are in one buffer.
 *
 * expect: data-race
 * report: handler
 */
#include <pthread.h>
#include <setjmp.h>

static jmp_buf handler;

static void *saves(void *unused)
{
	if (setjmp(handler))
		return NULL;
	return unused;
}

int main(void)
{
	pthread_t t, u;

	pthread_create(&t, NULL, saves, NULL);
	pthread_create(&u, NULL, saves, NULL);
	pthread_join(t, NULL);
	pthread_join(u, NULL);
	return 0;
}
