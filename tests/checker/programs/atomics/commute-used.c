/* The old value is a ticket, which is used: in the caller, and after other calls.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int count;
static _Thread_local int kept;

__attribute__((noinline)) static int ticket(void)
{
	return atomic_fetch_add(&count, 1);
}

static void *take(void *unused)
{
	int mine = ticket();

	kept = 7;
	assert(mine == 0);
	return unused;
}

int main(void)
{
	pthread_t one, two;

	pthread_create(&one, NULL, take, NULL);
	pthread_create(&two, NULL, take, NULL);
	pthread_join(one, NULL);
	pthread_join(two, NULL);
	return count != 2;
}
