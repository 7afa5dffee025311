/* memset, memcpy and struct assignment over several atomics of different sizes, before and after their use.
 *
 * expect: ok 64
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

static struct several {
	atomic_int word;
	atomic_short half, other;
	atomic_llong wide;
} s, kept;

static void *add(void *unused)
{
	atomic_fetch_add_explicit(&s.word, 1, memory_order_relaxed);
	atomic_fetch_add_explicit(&s.half, 1, memory_order_relaxed);
	atomic_fetch_add_explicit(&s.wide, 1, memory_order_relaxed);
	return unused;
}

static void twice(void)
{
	pthread_t t[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, add, NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
}

int main(void)
{
	memset(&s, 1, sizeof s);
	twice();
	assert(s.word == 0x01010103 && s.half == 0x103 && s.other == 0x101 && s.wide == 0x0101010101010103);
	memcpy(&kept, &s, sizeof s);
	memset(&s, 0, sizeof s);
	twice();
	assert(s.word == 2 && s.half == 2 && s.other == 0 && s.wide == 2);
	s = kept;
	assert(atomic_load_explicit(&s.half, memory_order_relaxed) == 0x103);
	return 0;
}
