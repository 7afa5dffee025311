/* A prefix may be written as a byte.
 *
 * expect: ok 2
 */
#include <pthread.h>

int g;

static void *inc(void *unused)
{
	__asm__ volatile(".byte 0xf0\n\taddl $3, %0" : "+m"(g) : : "memory", "cc");
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, inc, NULL);
	inc(NULL);
	pthread_join(t, NULL);
	return g == 6 ? 0 : 1;
}
