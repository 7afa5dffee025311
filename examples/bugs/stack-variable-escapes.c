/*
 * A forgotten join: a function hands a local variable to a thread and returns. The variable ends with the
 * function, and its place on the stack belongs to whatever is called next, while the thread still writes
 * to it.
 *
 * Source: SEI CERT C Coding Standard, 2016 edition, rule CON34-C: declare objects shared between threads
 * with appropriate storage durations.
 * Fix: join before the variable ends.
 */
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_t thread;

static void *answer(void *arg)
{
	*(int *)arg = 42;
	return NULL;
}

__attribute__((noinline)) static void ask(void)
{
	int result[16] = {0};

	pthread_create(&thread, NULL, answer, &result[8]);
#ifdef FIXED
	pthread_join(thread, NULL);
	assert(result[8] == 42);
#endif
	/* WRONG without the join: the thread may still be about to write to the result */
}

static void clear(int *numbers, int count)
{
	for (int i = 0; i < count; i++)
		numbers[i] = 0;
}

__attribute__((noinline)) static int something_else(void (*fill)(int *, int))
{
	int numbers[32];

	fill(numbers, 32);
	return numbers[3];
}

int main(void)
{
	void (*volatile fill)(int *, int) = clear;

	ask();
	assert(something_else(fill) == 0);
#ifndef FIXED
	pthread_join(thread, NULL);
#endif
	return 0;
}
