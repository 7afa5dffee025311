/* The one who has a lock in assembly keeps it: the other waits for ever, and that is a loop of instructions.
 *
 * expect: livelock
 */
#include <pthread.h>

static int lock_word;

static void *take(void *unused)
{
	int v = 1;

	while (v)
#if defined(__x86_64__)
		__asm__ volatile("xchgl %0, %1" : "+r"(v), "+m"(lock_word) : : "memory");
#else
		v = __atomic_exchange_n(&lock_word, 1, __ATOMIC_SEQ_CST);
#endif
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, take, NULL);
	take(NULL);
	pthread_join(t, NULL);
	return 0;
}
