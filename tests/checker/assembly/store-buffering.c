/* What helps against it in assembly is an instruction, and no memory order.
 *
 * expect: assertion
 * report: mfence
 * unsaid: With seq_cst
 */
#include <assert.h>
#include <pthread.h>

static int x, y, a, b;

static void store(int *p)
{
	__asm__ volatile("movl $1, %0" : "=m"(*p) : : "memory");
}

static int load(const int *p)
{
	int n;

	__asm__ volatile("movl %1, %0" : "=r"(n) : "m"(*p) : "memory");
	return n;
}

static void *f(void *unused)
{
	store(&x);
	a = load(&y);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, f, NULL);
	store(&y);
	b = load(&x);
	pthread_join(t, NULL);
	assert(a || b);
	return 0;
}
