/* The other thread sets the flag, does something else, and only then writes what a turn of the loop has read.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int flag, other;
static int data;

static void *waits(void *unused)
{
	int sum = 0;

	while (!atomic_load(&flag))
		sum += data;
	return sum ? NULL : unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, waits, NULL);
	atomic_store(&flag, 1);
	if (!atomic_load(&other)) {
		atomic_store(&other, 1);
		data = 1;
	}
	pthread_join(t, NULL);
	return 0;
}
