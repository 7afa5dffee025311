/* The same bytes written plainly and used atomically again and again, by two threads in all their orders.
 *
 * expect: ok 4
 */
#include <assert.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

static int slot[4];

static void *add(void *unused)
{
	__atomic_fetch_add(&slot[3], 1, __ATOMIC_RELAXED);
	return unused;
}

int main(void)
{
	pthread_t t;

	for (int i = 0; i < 1000; i++) {
		memset(slot, 0, sizeof slot);
		for (int k = 0; k < 4; k++)
			assert(__atomic_add_fetch(&slot[k], i, __ATOMIC_RELAXED) == i);
		slot[1] = 7;
		assert(__atomic_load_n(&slot[1], __ATOMIC_RELAXED) == 7);
	}
	for (int i = 0; i < 2; i++) {
		slot[3] = 0;
		pthread_create(&t, NULL, add, NULL);
		add(NULL);
		pthread_join(t, NULL);
		assert(slot[3] == 2);
	}
	return 0;
}
