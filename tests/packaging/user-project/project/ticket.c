#include "ticket.h"
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static int taken[TICKETS];

static void *take(void *mine)
{
	*(int *)mine = take_ticket();
	return NULL;
}

int main(void)
{
	pthread_t threads[TICKETS];

	for (int i = 0; i < TICKETS; i++)
		pthread_create(&threads[i], NULL, take, &taken[i]);
	for (int i = 0; i < TICKETS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < TICKETS; i++)
		for (int k = 0; k < i; k++)
			assert(taken[i] != taken[k]);
	assert(strcmp(TICKET_NAME, "a ticket") == 0);
	return EXIT_SUCCESS;
}
