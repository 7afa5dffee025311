/* Loops that wait without being in the same state each turn, but come back to one: main yields every tenth turn and counts
 * anew, the worker sleeps for longer and longer, up to a limit.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

static atomic_int ready, done;
static int data;

static void *work(void *unused)
{
	unsigned pause = 1;
	int turns = 0;

	while (!atomic_load_explicit(&ready, memory_order_acquire)) {
		if (turns < 10) {
			turns++;
			continue;
		}
		usleep(pause);
		if (pause < 1000)
			pause *= 2;
	}
	data++;
	atomic_store_explicit(&done, 1, memory_order_release);
	return unused;
}

int main(void)
{
	pthread_t worker;
	int turns = 0;

	pthread_create(&worker, NULL, work, NULL);
	data = 1;
	atomic_store_explicit(&ready, 1, memory_order_release);
	while (!atomic_load_explicit(&done, memory_order_acquire))
		if (++turns == 10) {
			sched_yield();
			turns = 0;
		}
	assert(data == 2);
	pthread_join(worker, NULL);
	return 0;
}
