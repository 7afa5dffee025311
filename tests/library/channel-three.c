/*
 * <acqrel/channel.h>: two threads wait, and a third one does what both wait for. PART says what that is.
 * CAPACITY, at least 1, is the channel's. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/channel.h>
#include <acqrel/check.h>

#include <assert.h>
#include <pthread.h>

/* 0: all */
#ifndef PART
#define PART 0
#endif
#ifndef CAPACITY
#define CAPACITY 2
#endif

typedef ar_channel(int) channel;

static channel numbers;
static ar_atomic_int sum;

static void *receive(void *arg)
{
	int n;

	assert(ar_channel_receive(&numbers, &n) == 0);
	/* relaxed: main looks when all have been joined */
	ar_fetch_add_relaxed(&sum, n);
	return arg;
}

static void *receive_nothing(void *arg)
{
	int n;

	assert(ar_channel_receive(&numbers, &n) == EPIPE);
	return arg;
}

static void *send(void *arg)
{
	assert(ar_channel_send(&numbers, 5) == 0);
	return arg;
}

static void *send_nothing(void *arg)
{
	assert(ar_channel_send(&numbers, 5) == EPIPE);
	return arg;
}

static void send_both(void)
{
	assert(ar_channel_send(&numbers, 1) == 0);
	assert(ar_channel_send(&numbers, 2) == 0);
}

static void receive_all(void)
{
	int n;

	for (size_t i = 0; i < CAPACITY + 2; i++)
		assert(ar_channel_receive(&numbers, &n) == 0);
}

static void close_it(void)
{
	assert(ar_channel_close(&numbers));
}

/* The other two are a sender and a thief, who takes a message that was meant to end somebody's sleep. */
static void *send_or_steal(void *arg)
{
	int n;

	if (!arg)
		assert(ar_channel_send(&numbers, 6) == 0);
	/*
	 * Under the checker the sender steals what it has sent: with a third thread there are a million
	 * executions.
	 */
	if ((arg || ar_checking()) && ar_channel_try_receive(&numbers, &n) == 0)
		assert(n == 6);
	return NULL;
}

static void receive_a_moment(void)
{
	int n, error = ar_channel_receive_until(&numbers, &n, ar_after(AR_MICROSECOND));

	assert(error == ETIMEDOUT || (error == 0 && n == 6));
}

static void run(size_t count, void *(*theirs)(void *), void (*ours)(void))
{
	pthread_t others[2];

	assert(ar_channel_init(&numbers, CAPACITY, NULL, NULL) == 0);
	/* relaxed: there is nobody else */
	ar_store_relaxed(&sum, 0);
	for (size_t i = 0; i < count; i++)
		assert(ar_channel_send(&numbers, 1) == 0);
	int threads = AR_ITERATIONS(2, theirs == send_or_steal ? 1 : 2);
	for (int i = 0; i < threads; i++)
		pthread_create(&others[i], NULL, theirs, i ? &others : NULL);
	ours();
	for (int i = 0; i < threads; i++)
		pthread_join(others[i], NULL);
	ar_channel_destroy(&numbers);
}

static bool has_part(int part)
{
	return PART == 0 || PART == part;
}

int main(void)
{
	size_t capacity = CAPACITY; /* a variable: where it is a constant, compilers say that it is */
	bool is_bounded = capacity != AR_UNBOUNDED;

	for (int i = AR_ITERATIONS(300, 1); i > 0; i--) {
		if (has_part(1))
			run(0, receive, send_both);
		/* relaxed: all have been joined */
		assert(!has_part(1) || ar_load_relaxed(&sum) == 3);
		if (has_part(2) && is_bounded)
			run(capacity, send, receive_all);
		if (has_part(5))
			run(0, send_or_steal, receive_a_moment);
		if (has_part(3))
			run(0, receive_nothing, close_it);
		if (has_part(4) && is_bounded)
			run(capacity, send_nothing, close_it);
	}
	return 0;
}
