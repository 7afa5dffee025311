/* Threads that run the same do not round the same: each begins with how its creator rounds.
 *
 * flags: -lm
 * expect: assertion
 */
#include <assert.h>
#include <fenv.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int begun;

static void *begin(void *unused)
{
	int rounds = fegetround(), before = atomic_fetch_add(&begun, 1);

	assert(rounds != FE_UPWARD || before == 1);
	return unused;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, begin, NULL);
	fesetround(FE_UPWARD);
	pthread_create(&b, NULL, begin, NULL);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
