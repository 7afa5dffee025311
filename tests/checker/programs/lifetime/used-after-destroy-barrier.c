/* A thread comes to a barrier that was destroyed.
 *
 * expect: misuse
 * report: use of a barrier that was destroyed
 */
#include <pthread.h>

static pthread_barrier_t b;

int main(void)
{
	pthread_barrier_init(&b, NULL, 1);
	pthread_barrier_destroy(&b);
	return pthread_barrier_wait(&b);
}
