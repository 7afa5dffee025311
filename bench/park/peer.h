/* A way to park and unpark threads, and to start them. All functions do `n` of something; main.c takes the time. */
#ifndef BENCH_PARK_PEER_H
#define BENCH_PARK_PEER_H

struct peer {
	const char *name;
	void (*token)(long n); /* a thread gives itself the token and takes it */
	void (*ping_pong)(
		long n,
		int late);     /* two threads wake each other in turn; late: after 20 µs, when it sleeps */
	void (*spawn)(long n); /* a thread that does nothing is started and joined */
};

extern const struct peer ours, pthread, posix_semaphore;
#ifdef WITH_RUST
extern const struct peer rust;
#endif

/* Works for about 20 microseconds: longer than anybody waits awake. */
void work_a_while(void);

#endif
