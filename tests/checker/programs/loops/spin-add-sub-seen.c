/* Who gives the lock back finds that another has just added something, and is about to take it back.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int users;
static int shared;

static void *work(void *unused)
{
	while (atomic_fetch_add(&users, 1) != 0)
		atomic_fetch_sub(&users, 1);
	shared++;
	assert(atomic_fetch_sub(&users, 1) == 1);
	return unused;
}

int main(void)
{
	pthread_t t[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, work, NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	return 0;
}
