/* A reader-writer lock: readers add themselves, and take that back while there is a writer, who waits until there is none.
 *
 * expect: ok|incomplete
 * Where the compiler has the first addition apart from the loop, turns begin with the subtraction, which the writer sees.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_int readers, writer;
static int data;

static void *look(void *unused)
{
	for (;;) {
		atomic_fetch_add(&readers, 1);
		if (!atomic_load(&writer))
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
	pthread_t t[3];
	void *(*const run[3])(void *) = {look, look, change};

	for (int i = 0; i < 3; i++)
		pthread_create(&t[i], NULL, run[i], NULL);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	return 0;
}
