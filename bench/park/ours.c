#include <acqrel/thread.h>

#include <stdlib.h>

#define PEER      ours
#define PEER_NAME "acqrel"

typedef ar_thread_handle seat;
typedef ar_thread thread;

static void seat_init(seat *s)
{
	*s = ar_thread_current();
}

static void give(seat *s)
{
	ar_unpark(*s);
}

static void take(seat *s)
{
	(void)s;
	ar_park();
}

static thread start(void *(*f)(void *), void *arg)
{
	thread t;

	if (ar_thread_spawn(&t, f, arg) != 0)
		abort();
	return t;
}

static void wait_for(thread t)
{
	ar_thread_join(t, NULL);
}

#include "loops.h"
