/* Assembly puts the result into memory.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_long count;

static void *add(void *a)
{
	atomic_fetch_add(&count, 1);
	return a;
}

static long value;

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, add, NULL);
	__asm__ volatile("movq %1, %0" : "=m"(value) : "r"(atomic_fetch_add(&count, 1)));
	long found = value;
	pthread_join(t, NULL);
	assert(found != 1);
}
