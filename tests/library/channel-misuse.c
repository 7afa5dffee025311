/*
 * <acqrel/channel.h>: a channel that is not there, also because there was no memory for it, and one that is
 * destroyed while it is waited for.
 */
#include <acqrel/channel.h>

#include <pthread.h>

#ifndef CASE
#define CASE 1
#endif

static ar_channel(int) jobs;

#if CASE == 5 || CASE == 6
static void *none(void *context, size_t size, size_t alignment)
{
	(void)context, (void)size, (void)alignment;
	return NULL;
}

static const ar_allocator empty = {none, NULL, NULL};
#endif

#if CASE == 3 || CASE == 4
static void *receive(void *arg)
{
	int n;

	ar_channel_receive(&jobs, &n);
	return arg;
}
#endif

int main(void)
{
#if CASE == 1
	ar_channel_send(&jobs, 1);
#elif CASE == 2
	ar_channel_init(&jobs, 1, NULL, NULL);
	ar_channel_destroy(&jobs);
	ar_channel_each(&jobs, n)
		(void)n;
#elif CASE == 3
	pthread_t thread;

	ar_channel_init(&jobs, 1, NULL, NULL);
	pthread_create(&thread, NULL, receive, NULL);
	/* relaxed: only for the test to know when */
	while (!ar_load_relaxed(&jobs.core_.receivers.sleepers))
		ar_spin_hint();
	ar_channel_destroy(&jobs);
#elif CASE == 5
	if (ar_channel_init(&jobs, 4, NULL, &empty) == ENOMEM)
		ar_channel_try_send(&jobs, 1);
#elif CASE == 6
	if (ar_channel_init(&jobs, AR_UNBOUNDED, NULL, &empty) == ENOMEM)
		ar_channel_destroy(&jobs);
#else
	pthread_t thread;

	ar_channel_init(&jobs, 0, NULL, NULL);
	pthread_create(&thread, NULL, receive, NULL);
	/* relaxed: as above; it is awake, in the cell */
	while (!ar_load_relaxed(&jobs.core_.tail))
		ar_spin_hint();
	ar_channel_destroy(&jobs);
#endif
	return 0;
}
