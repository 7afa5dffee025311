/*
 * expect: data-race
 * A release that comes before the write that it is to hand on claims nothing about that.
 */
#include <pthread.h>

void __tsan_release(void *address);
void __tsan_acquire(void *address);

static int data, word;

static void *give(void *argument)
{
	__tsan_release(&word);
	data = 1;
	return argument;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, give, NULL);
	__tsan_acquire(&word);
	data++;
	pthread_join(t, NULL);
	return 0;
}
