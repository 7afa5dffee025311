/* Inline assembly in Intel's syntax, which clang marks in a way that the GNU assembler does not understand.
 *
 * expect: ok 2
 * flags: -masm=intel
 */
#include <assert.h>
#include <pthread.h>

static int count;

static void add(int *at, int n)
{
	__asm__ volatile("lock xadd dword ptr [%1], %0" : "+r"(n) : "r"(at) : "memory", "cc");
}

static int get_twice(const int *at)
{
	int n;

	__asm__ volatile("mov %0, dword ptr [%1]\n\t"
	                 "add %0, dword ptr [%1]"
	                 : "=&r"(n)
	                 : "r"(at)
	                 : "memory", "cc");
	return n;
}

static void *f(void *unused)
{
	add(&count, 1);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, f, NULL);
	add(&count, 2);
	pthread_join(t, NULL);
	assert(get_twice(&count) == 6);
	return 0;
}
