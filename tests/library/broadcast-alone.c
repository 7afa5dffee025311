/*
 * <acqrel/broadcast.h> in one thread: what is lost and told, what is left after closing, copies that fail.
 * Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/broadcast.h>

#include <assert.h>

typedef ar_broadcast(long) numbers;

static bool no_memory;
static int alive; /* the copies and originals that have not been dropped */

static int copy(void *to, const void *from)
{
	if (no_memory)
		return ENOMEM;
	*(long *)to = *(const long *)from;
	alive++;
	return 0;
}

static void drop(void *message)
{
	assert(*(long *)message >= 0);
	alive--;
}

static void receive(numbers *b, ar_broadcast_receiver *r, long wanted)
{
	long n = -1;

	assert(ar_broadcast_receive(b, r, &n) == 0 && n == wanted);
	drop(&n);
}

int main(void)
{
	numbers b;
	long n = -1;

	assert(ar_broadcast_init(&b, 3, copy, drop, NULL) == 0); /* keeps four */
	ar_broadcast_receiver first = ar_broadcast_subscribe(&b);
	assert(ar_broadcast_try_receive(&b, &first, &n) == EAGAIN);
	assert(ar_broadcast_receive_until(&b, &first, &n, 1) == ETIMEDOUT);
	for (long i = 0; i < 4; i++, alive++)
		assert(ar_broadcast_send(&b, i) == 0);
	ar_broadcast_receiver slow = first, late = ar_broadcast_subscribe(&b);
	receive(&b, &first, 0);
	receive(&b, &first, 1);
	for (long i = 4; i < 10; i++, alive++)
		assert(ar_broadcast_send(&b, i) == 0);
	assert(alive == 4);
	/* 0 to 5 are overwritten. */
	assert(ar_broadcast_receive(&b, &slow, &n) == EOVERFLOW && ar_broadcast_lost(&slow) == 6);
	receive(&b, &slow, 6);
	assert(ar_broadcast_receive(&b, &first, &n) == EOVERFLOW && ar_broadcast_lost(&first) == 4);
	assert(ar_broadcast_receive(&b, &late, &n) == EOVERFLOW && ar_broadcast_lost(&late) == 2);

	no_memory = true;
	assert(ar_broadcast_receive(&b, &late, &n) == ENOMEM);
	no_memory = false;
	receive(&b, &late, 6);

	assert(ar_broadcast_close(&b) && !ar_broadcast_close(&b) && ar_broadcast_is_closed(&b));
	assert(ar_broadcast_send(&b, 10) == EPIPE);
	for (long i = 7; i < 10; i++)
		receive(&b, &late, i);
	assert(ar_broadcast_receive(&b, &late, &n) == EPIPE && n == -1);
	ar_broadcast_destroy(&b);
	assert(alive == 0);
	return 0;
}
