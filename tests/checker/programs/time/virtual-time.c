/* Nothing really sleeps, and clocks go on while a thread sleeps.
 *
 * expect: ok 1
 */
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int main(void)
{
	struct timespec a, b, nap = { 1000, 0 };

	clock_gettime(CLOCK_MONOTONIC, &a);
	sleep(1000000);
	nanosleep(&nap, NULL);
	usleep(1000);
	clock_gettime(CLOCK_MONOTONIC, &b);
	assert(b.tv_sec - a.tv_sec >= 1001000);
	return 0;
}
