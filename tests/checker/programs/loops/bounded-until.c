/* Two threads that give up after fifty turns: each sees the news in any of its turns, or not at all.
 *
 * expect: ok 2601
 */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int ready;

static void *wait(void *unused)
{
	for (int i = 0; i < 50 && !atomic_load_explicit(&ready, memory_order_acquire); i++)
		;
	return unused;
}

int main(void)
{
	pthread_t waiters[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&waiters[i], NULL, wait, NULL);
	atomic_store_explicit(&ready, 1, memory_order_release);
	for (int i = 0; i < 2; i++)
		pthread_join(waiters[i], NULL);
	return 0;
}
