/* A rendezvous: a send that returns says that somebody has the message, not that it lies somewhere. */
#undef NDEBUG
#include <acqrel/channel.h>
#include <acqrel/thread.h>
#include <assert.h>
#include <stdio.h>

typedef ar_channel(int) key_channel;

static key_channel keys;
static bool taken; /* plain: the meeting orders it */

static void *guard(void *arg)
{
	int key;

	taken = true;
	assert(ar_channel_receive(&keys, &key) == 0 && key == 42);
	return arg;
}

int main(void)
{
	assert(ar_channel_init(&keys, 0, NULL, NULL) == 0);
	AR_THREAD_SCOPE(s) {
		assert(ar_scope_spawn(&s, guard, NULL) == 0);
		assert(ar_channel_send(&keys, 42) == 0);
		assert(taken); /* whatever the receiver did before has happened */
	}
	ar_channel_destroy(&keys);
	printf("the key is in the guard's hands\n");
	return 0;
}
