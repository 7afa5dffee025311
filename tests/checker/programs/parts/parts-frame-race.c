/* In the frame of a function that goes on, a half is written after the word: a plain read of the other half races
 * with the first of these still.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

union number {
	atomic_int word;
	atomic_short half;
	short halves[2];
};

static volatile int kept;

static void *look(void *number)
{
	kept = ((union number *)number)->halves[1];
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
