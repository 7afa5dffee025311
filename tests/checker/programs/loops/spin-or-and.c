/* Each thread has a bit of its own, which it sets, and clears when it is not alone.
 *
 * expect: ok 300 2046
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

static atomic_uint owners;
static int shared;

static void *work(void *number)
{
	unsigned own = 1u << (intptr_t)number;

	while (atomic_fetch_or(&owners, own))
		atomic_fetch_and(&owners, ~own);
	shared++;
	atomic_fetch_and(&owners, ~own);
	return number;
}

int main(void)
{
	pthread_t t[3];

	for (int i = 0; i < 3; i++)
		pthread_create(&t[i], NULL, work, (void *)(intptr_t)i);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	return shared != 3;
}
