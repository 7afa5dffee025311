/* Atomics of 1, 2, 4 and 8 bytes wrap at their width and do not disturb their neighbours.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
	_Atomic unsigned char a, b;
	_Atomic unsigned short c;
	_Atomic unsigned d;
	_Atomic unsigned long e;
} s;

static void *add(void *unused)
{
	atomic_fetch_add_explicit(&s.a, 255, memory_order_relaxed);
	atomic_fetch_sub_explicit(&s.c, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t t[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, add, (void *)(long)i);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	assert(s.a == 254 && s.b == 0 && s.c == 65534);
	assert(atomic_fetch_or(&s.d, 0x80000001u) == 0 && atomic_fetch_xor(&s.d, 1) == 0x80000001u);
	assert(atomic_fetch_and(&s.d, 0xf0000000u) == 0x80000000u);
	assert(atomic_exchange(&s.e, -1ul) == 0 && atomic_fetch_add(&s.e, 2) == -1ul && s.e == 1);
	unsigned char expected = 3;
	assert(!atomic_compare_exchange_strong(&s.b, &expected, 9) && expected == 0);
	assert(atomic_compare_exchange_strong(&s.b, &expected, 9) && s.b == 9 && s.a == 254);
	return 0;
}
