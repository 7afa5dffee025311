/* What a thread writes again and again between its events is brought back for the next execution.
 *
 * expect: ok 6
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int x;
static struct {
	long times[3];
} own[2];

static void *counts(void *number)
{
	long *times = own[(long)number].times;

	for (int i = 0; i < 3; i++)
		times[0]++;
	atomic_fetch_add(&x, (int)times[0]);
	for (int i = 0; i < 3; i++)
		times[1]++;
	atomic_fetch_add(&x, (int)times[1]);
	assert(times[0] == 3 && times[1] == 3);
	return NULL;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, counts, (void *)1);
	counts((void *)0);
	pthread_join(t, NULL);
	assert(atomic_load(&x) == 12);
	return 0;
}
