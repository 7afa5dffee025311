/* main returns while a thread still runs: its bugs do not hide behind that.
 *
 * expect: data-race
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int x;

static void *late(void *unused)
{
	x++;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, late, NULL);
	x++;
	return 0;
}
