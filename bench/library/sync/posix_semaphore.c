/* A semaphore for each thread, to park on. It stacks its tokens, which these loops do not mind. */
#include <semaphore.h>

static void park(sem_t *s)
{
	while (sem_wait(s) != 0)
		;
}

#define LIBRARY      "sem_t"
#define PEERS        posix_semaphore_peers
#define SEAT         sem_t
#define SEAT_BYTES   sizeof(sem_t)
#define SEAT_TAKE(s) sem_init(s, 0, 0)
#define PARK(s)      park(s)
#define UNPARK(s)    sem_post(s)
#include "loops.h"
