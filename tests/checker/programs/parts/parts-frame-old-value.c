/* In the frame of a function that goes on, a half is written after the word: another thread may still read what
 * was there before both.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

union number {
	atomic_int word;
	atomic_short half;
};

static void *look(void *number)
{
	assert(atomic_load_explicit(&((union number *)number)->half, memory_order_relaxed) != 0);
	return NULL;
}

int main(void)
{
	union number u = {0};
	pthread_t t;

	pthread_create(&t, NULL, look, &u);
	atomic_store_explicit(&u.word, 1, memory_order_relaxed);
	atomic_store_explicit(&u.half, 2, memory_order_relaxed);
	pthread_join(t, NULL);
	return 0;
}
