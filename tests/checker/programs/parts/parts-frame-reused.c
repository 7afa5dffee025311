/* A function's frame lies where that of another one lay that has returned. Its atomics have nothing to do with
 * those: what another thread reads is what this function has written, or what was there before, and it is no
 * matter that they are of other sizes.
 *
 * expect: ok 4
 * unsaid: different sizes
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static _Atomic(atomic_int *) published;
static pthread_t other;

__attribute__((noinline)) static void use_words(void)
{
	atomic_long words[2];

	for (int i = 0; i < 2; i++) {
		atomic_store(&words[i], 0x100000001);
		atomic_store(&words[i], 0x200000002);
	}
}

__attribute__((noinline)) static void use_same(void)
{
	atomic_int halves[4];

	for (int i = 0; i < 4; i++) {
		atomic_store(&halves[i], 7);
		atomic_store(&halves[i], 8);
	}
}

static void *look(void *unused)
{
	atomic_int *half = atomic_load_explicit(&published, memory_order_relaxed);

	if (half)
		(void)atomic_load_explicit(half, memory_order_relaxed);
	return unused;
}

__attribute__((noinline)) static void use_halves(void)
{
	atomic_int halves[4];

	for (int i = 0; i < 4; i++) {
		atomic_store_explicit(&halves[i], 1, memory_order_relaxed);
		atomic_store_explicit(&halves[i], 3, memory_order_relaxed);
	}
	atomic_store_explicit(&published, &halves[2], memory_order_relaxed);
	pthread_join(other, NULL);
}

int main(void)
{
	pthread_create(&other, NULL, look, NULL);
	use_words();
	use_same();
	use_halves();
	return 0;
}
