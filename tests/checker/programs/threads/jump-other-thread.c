/* A thread jumps to where another has called setjmp.
 *
 * expect: misuse
 * report: longjmp to where another thread has called setjmp
 */
#include <pthread.h>
#include <setjmp.h>

static jmp_buf handler;

static void *jumps(void *unused)
{
	longjmp(handler, 1);
	return unused;
}

int main(void)
{
	pthread_t t;

	if (setjmp(handler) == 0) {
		pthread_create(&t, NULL, jumps, NULL);
		pthread_join(t, NULL);
	}
	return 0;
}
