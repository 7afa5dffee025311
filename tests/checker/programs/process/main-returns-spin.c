/* main has returned, and a thread waits in a loop for what nobody will do: it would hide behind the exit.
 *
 * expect: livelock
 * report: It stays 0, the
 */
#include <pthread.h>
#include <stdatomic.h>

static pthread_t t[3];

atomic_int go; /* not static, or a compiler may see that nobody sets it */
static void *spin(void *p)
{
	while (!atomic_load(&go))
		;
	return p;
}
int main(void)
{
	pthread_create(&t[0], NULL, spin, NULL);
	return 0;
}
