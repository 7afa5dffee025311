/* <acqrel/broadcast.h>: what it notices, by CASE. */
#include <acqrel/broadcast.h>

#ifndef CASE
#define CASE 1
#endif

typedef ar_broadcast(long) numbers;

static numbers news;

static void drop(void *message)
{
	(void)message;
}

int main(void)
{
	size_t none = 0;
	int error = 0;

	if (CASE == 1)
		error = ar_broadcast_init(&news, none, NULL, NULL, NULL);
	if (CASE == 2)
		error = ar_broadcast_init(&news, 4, NULL, drop, NULL);
	return error + ar_broadcast_send(&news, 1);
}
