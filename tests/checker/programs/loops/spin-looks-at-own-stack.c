/* What a turn of the loop has read is on the thread's own stack, and another thread writes it.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int flag, other;
static _Atomic(int *) shared;

static void *waits(void *unused)
{
	int data = 0, sum = 0;

	atomic_store(&shared, &data);
	while (!atomic_load(&flag))
		sum += *(volatile int *)&data;
	while (atomic_load(&other) != 2)
		;
	return sum ? NULL : unused;
}

int main(void)
{
	pthread_t t;
	int *data;

	pthread_create(&t, NULL, waits, NULL);
	while (!(data = atomic_load(&shared)))
		;
	atomic_store(&flag, 1);
	if (!atomic_load(&other)) {
		atomic_store(&other, 1);
		*data = 1;
	}
	atomic_store(&other, 2);
	pthread_join(t, NULL);
	return 0;
}
