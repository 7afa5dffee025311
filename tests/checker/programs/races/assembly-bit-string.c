/* With its number in a register a bit may lie in another word.
 *
 * expect: data-race
 * report: data race on `g[3]`
 */
#include <pthread.h>

long g[4];
volatile long bit = 200;

static void *reader(void *unused)
{
	unsigned char c;

	__asm__ volatile("btq %2, %1; setc %0" : "=q"(c) : "m"(g[0]), "r"(bit) : "cc", "memory");
	return c ? unused : NULL;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, reader, NULL);
	g[3] = 256;
	pthread_join(t, NULL);
	return 0;
}
