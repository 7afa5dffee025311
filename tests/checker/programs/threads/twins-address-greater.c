/* Threads that run the same are told apart by where their memory is, which decides what they write: not even the
 * runtime knows that.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

static atomic_uintptr_t last;
static _Thread_local char own;

static void *leave(void *unused)
{
	uintptr_t before = atomic_exchange(&last, (uintptr_t)&own);

	assert(!before || before > (uintptr_t)&own);
	return unused;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, leave, NULL);
	pthread_create(&b, NULL, leave, NULL);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
