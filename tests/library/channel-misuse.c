/* <acqrel/channel.h>: a channel that is not there, and one that is destroyed while it is waited for. */
#include <acqrel/channel.h>

#include <pthread.h>

#ifndef CASE
#define CASE 1
#endif

static ar_channel(int) jobs;

#if CASE >= 3
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
