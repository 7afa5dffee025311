/*
 * Kernel style: volatile accesses are relaxed atomic ones, and fences order them. The loop waits without going round, the
 * reader sees either state of the first word, and the addition that is no one step loses an update.
 *
 * options: --volatile=relaxed --ignore-exit-status
 * expect: ok 8
 */
#include <pthread.h>
#include <stdatomic.h>

#define READ_ONCE(x)     (*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, v) (*(volatile __typeof__(x) *)&(x) = (v))

static int data;
static long word;
static char flag;
static volatile unsigned short count;

static void *send(void *unused)
{
	WRITE_ONCE(word, 7);
	data = 1;
	/* release: pairs with the acquire fence in main() through the flag */
	atomic_thread_fence(memory_order_release);
	WRITE_ONCE(flag, 1);
	count++;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, send, NULL);
	long seen = READ_ONCE(word);
	count++;
	while (!READ_ONCE(flag))
		;
	/* acquire: pairs with the release fence in send() */
	atomic_thread_fence(memory_order_acquire);
	int sum = data + (int)seen;
	pthread_join(t, NULL);
	return sum + count;
}
