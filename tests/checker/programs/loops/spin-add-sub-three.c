/* Three threads whose failing turns see each other, and which yield in them.
 *
 * expect: ok 276 1914
 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

static atomic_int users;
static int shared;

static void *work(void *unused)
{
	while (atomic_fetch_add(&users, 1) != 0) {
		atomic_fetch_sub(&users, 1);
		sched_yield();
	}
	shared++;
	atomic_fetch_sub(&users, 1);
	return unused;
}

int main(void)
{
	pthread_t t[3];

	for (int i = 0; i < 3; i++)
		pthread_create(&t[i], NULL, work, NULL);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	return shared != 3;
}
