/* Two threads change the same attributes. What libc writes, the compiler does not tell of.
 *
 * expect: data-race
 * report: data race on `a`
 */
#include <pthread.h>

static pthread_attr_t a;

static void *run(void *unused)
{
	pthread_attr_setdetachstate(&a, PTHREAD_CREATE_DETACHED);
	return unused;
}

int main(void)
{
	pthread_t t;
	int state;

	pthread_attr_init(&a);
	pthread_create(&t, NULL, run, NULL);
	pthread_attr_getdetachstate(&a, &state);
	pthread_join(t, NULL);
	return 0;
}
