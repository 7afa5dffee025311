/* Somebody counts the turns of those who wait: how many there may be has no end.
 *
 * expect: incomplete|assertion
 * Where the compiler has the first turn apart from the loop, one more is explored.
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
	int first = atomic_load(&users), second = atomic_load(&users), third = atomic_load(&users);

	assert(!(first == 2 && second == 1 && third == 2));
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
