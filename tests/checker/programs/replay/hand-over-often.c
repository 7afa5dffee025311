/* Two threads hand over to each other so often that all of it looks alike: they get on, and nothing is cut.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

#ifdef __OPTIMIZE__
#define ROUNDS 150
#else
#define ROUNDS 4 /* each wait takes a turn more, and so there are two ways to each */
#endif

static atomic_int turn;
static int data;

static void *take_turns(void *p)
{
	int me = (int)(long)p;

	for (int i = 0; i < ROUNDS; i++) {
		while (atomic_load_explicit(&turn, memory_order_acquire) != me)
			;
		data++;
		atomic_store_explicit(&turn, !me, memory_order_release);
	}
	return p;
}

int main(void)
{
	pthread_t t[2];

	for (long i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, take_turns, (void *)i);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	assert(data == 2 * ROUNDS);
	return 0;
}
