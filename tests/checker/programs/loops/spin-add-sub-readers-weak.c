/* The same, but readers and writers need not see each other.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_int readers, writer;
static int data;

static void *look(void *unused)
{
	for (;;) {
		atomic_fetch_add_explicit(&readers, 1, memory_order_acquire);
		if (!atomic_load_explicit(&writer, memory_order_acquire))
			break;
		atomic_fetch_sub(&readers, 1);
	}
	if (data > 1)
		abort();
	atomic_fetch_sub(&readers, 1);
	return unused;
}

static void *change(void *unused)
{
	while (atomic_exchange(&writer, 1))
		;
	while (atomic_load(&readers) != 0)
		;
	data++;
	atomic_store(&writer, 0);
	return unused;
}

int main(void)
{
	pthread_t t[2];
	void *(*const run[2])(void *) = {look, change};

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, run[i], NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	return 0;
}
