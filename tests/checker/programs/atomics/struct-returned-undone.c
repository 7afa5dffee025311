/* What a call that returns a struct has written is undone when the next execution begins.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

struct pair {
	long a, b;
};
struct pair shared, *volatile at = &shared;
static atomic_int x;

__attribute__((noinline)) static struct pair make(long k)
{
	return (struct pair){k, k};
}

static void *set(void *unused)
{
	atomic_store(&x, 1);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, set, NULL);
	if (!atomic_load(&x))
		*at = make(1);
	pthread_join(t, NULL);
	assert(shared.a == 1); /* not if x was 1 */
	return 0;
}
