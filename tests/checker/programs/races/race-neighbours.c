/* Threads that write different bytes of one word do not race.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char bytes[8];

static void *set(void *i)
{
	for (int k = 0; k < 3; k++)
		bytes[(long)i]++;
	return NULL;
}

int main(void)
{
	pthread_t t[4];

	for (int i = 0; i < 4; i++)
		pthread_create(&t[i], NULL, set, (void *)(long)i);
	for (int i = 0; i < 4; i++)
		pthread_join(t[i], NULL);
	assert(bytes[0] == 3 && bytes[3] == 3);
	return 0;
}
