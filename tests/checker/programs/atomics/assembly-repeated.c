/* What the assembler repeats is each a step.
 *
 * expect: ok 20
 */
#include <pthread.h>

int g;

static void *inc(void *unused)
{
	__asm__ volatile(".rept 3\n\tlock incl %0\n\t.endr" : "+m"(g) : : "memory", "cc");
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
