/* A lock in assembly that tests and sets in two instructions.
 *
 * expect: data-race
 * report: load lock_word → 0  acquire
 */
#include <pthread.h>

static int lock_word, n;

static void *use(void *unused)
{
#if defined(__x86_64__)
	int v;

	do
		__asm__ volatile("movl %1, %0" : "=r"(v) : "m"(lock_word) : "memory");
	while (v);
	__asm__ volatile("movl $1, %0" : "=m"(lock_word) : : "memory");
	n++;
	__asm__ volatile("movl $0, %0" : "=m"(lock_word) : : "memory");
#else
	while (__atomic_load_n(&lock_word, __ATOMIC_ACQUIRE))
		;
	__atomic_store_n(&lock_word, 1, __ATOMIC_RELEASE);
	n++;
	__atomic_store_n(&lock_word, 0, __ATOMIC_RELEASE);
#endif
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, use, NULL);
	use(NULL);
	pthread_join(t, NULL);
	return 0;
}
