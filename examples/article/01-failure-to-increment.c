/*
 * Failure to increment: two threads add to one plain counter, a million times each.
 *
 * counter++ is a load, an addition and a store. When both threads load the same value, both store the same
 * successor, and one increment is lost. Running this shows it; the number is different each time.
 *
 * The lost updates are the mild part. Two threads touching one plain variable, one of them writing, with
 * nothing that orders them, is a data race, and C gives a program with a data race no meaning at all. A
 * compiler may keep the counter in a register for the whole loop, and often does when it optimises: then
 * almost nothing is lost in a test, and the program is no less wrong.
 */
#include <acqrel/check.h>
#include <pthread.h>
#include <stdio.h>

static int counter;

static void *increment(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(1000000, 2); i++)
		counter++;
	return arg;
}

int main(void)
{
	pthread_t first, second;

	pthread_create(&first, NULL, increment, NULL);
	pthread_create(&second, NULL, increment, NULL);
	pthread_join(first, NULL);
	pthread_join(second, NULL);

	const int wanted = 2 * AR_ITERATIONS(1000000, 2);
	printf("%d increments, the counter says %d: %d lost\n", wanted, counter, wanted - counter);
	return 0;
}
