/* They ask the kernel, right at the beginning.
 *
 * expect: assertion
 */
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

static atomic_int last;

static void *leave(void *unused)
{
	int self = gettid();

	atomic_exchange(&last, self);
	return unused;
}

int main(void)
{
	pthread_t a, b;
	int self = gettid();

	pthread_create(&a, NULL, leave, NULL);
	pthread_create(&b, NULL, leave, NULL);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	assert(last == self + 2);
	return 0;
}
