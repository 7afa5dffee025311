/* Somebody else reads what is taken back later.
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
	atomic_fetch_sub(&users, 1);
	return unused;
}

static void *watch(void *unused)
{
	assert(atomic_load(&users) < 2);
	return unused;
}

int main(void)
{
	pthread_t t[3];
	void *(*const run[3])(void *) = {work, work, watch};

	for (int i = 0; i < 3; i++)
		pthread_create(&t[i], NULL, run[i], NULL);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	return 0;
}
