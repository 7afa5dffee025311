/* Every execution begins with memory as it was before main.
 *
 * expect: ok 6
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int counter = 3, *pointer = &counter;
static char text[] = "fresh";
static atomic_int x;

static void *add(void *unused)
{
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t t[3];

	for (int i = 0; i < 3; i++)
		pthread_create(&t[i], NULL, add, (void *)(long)i);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	assert(counter == 3 && pointer == &counter && !strcmp(text, "fresh"));
	*pointer = 4;
	pointer = NULL;
	strcpy(text, "stale");
	return 0;
}
