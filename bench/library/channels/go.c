/*
 * Go's channels: go.go has the loops. Its runtime is in our process and starts goroutines on threads of its
 * own, which are not bound to processors, since it hands over between goroutines without the system where it
 * can: two that send to each other may well share one thread. For threads compared with threads there is the
 * same once more with a thread of ours for each goroutine, which takes its processor like all others.
 */
#include "peer.h"

/* In the order of go.go. */
enum task {
	STREAM8,
	PING_PONG8,
	SELECT8,
	FAN_OUT8,
	STREAM64,
	PING_PONG64,
	SELECT64,
	FAN_OUT64,
	TRIPS,
	ALONE
};

void go_prepare(const void *l, int which), go_clean_up(int which),
	go_send(const void *l, int which, int self);
uint64_t go_receive(const void *l, int which, int self), go_run(const void *l, int which);

#define TASK(task)                                                     \
	static void prepare_##task(const struct load *l)               \
	{                                                              \
		go_prepare(l, task);                                   \
	}                                                              \
	static void clean_up_##task(const struct load *l)              \
	{                                                              \
		(void)l;                                               \
		go_clean_up(task);                                     \
	}                                                              \
	static void send_##task(const struct load *l, int self)        \
	{                                                              \
		go_send(l, task, self);                                \
	}                                                              \
	static uint64_t receive_##task(const struct load *l, int self) \
	{                                                              \
		return go_receive(l, task, self);                      \
	}                                                              \
	static uint64_t run_##task(const struct load *l)               \
	{                                                              \
		return go_run(l, task);                                \
	}
TASK(STREAM8)
TASK(STREAM64)
TASK(PING_PONG8)
TASK(PING_PONG64)
TASK(SELECT8)
TASK(SELECT64)
TASK(FAN_OUT8)
TASK(FAN_OUT64)
TASK(TRIPS)
TASK(ALONE)

#define GOROUTINES(families, name, bytes, task)                                                      \
	{                                                                                            \
		families, BLOCKING, name, bytes, 1000, 1000, prepare_##task, NULL, NULL, run_##task, \
			clean_up_##task                                                              \
	}
#define THREADS(families, name, bytes, task)                                                                 \
	{                                                                                                    \
		families, BLOCKING, name ", a thread for each goroutine", bytes, 1000, 1000, prepare_##task, \
			send_##task, receive_##task, NULL, clean_up_##task                                   \
	}
#define BOTH(families, name, bytes, task) \
	GOROUTINES(families, name, bytes, task), THREADS(families, name, bytes, task)

static const struct peer go_peers[] = {
	BOTH(SPSC | BOUNDED | RENDEZVOUS, "Go chan", 8, STREAM8),
	BOTH(SPSC | BOUNDED | RENDEZVOUS, "Go chan", 64, STREAM64),
	BOTH(UNBOUNDED, "Go chan, room for all", 8, STREAM8),
	BOTH(UNBOUNDED, "Go chan, room for all", 64, STREAM64),
	BOTH(PING_PONG | PING_PONG_BARE, "Go chan", 8, PING_PONG8),
	BOTH(PING_PONG | PING_PONG_BARE, "Go chan", 64, PING_PONG64),
	BOTH(SELECT, "Go select", 8, SELECT8),
	BOTH(SELECT, "Go select", 64, SELECT64),
	BOTH(BROADCAST, "Go chan for each receiver", 8, FAN_OUT8),
	BOTH(BROADCAST, "Go chan for each receiver", 64, FAN_OUT64),
	BOTH(ONESHOT_TRIP, "Go chan", 8, TRIPS),
	BOTH(ONESHOT_ALONE, "Go chan", 8, ALONE),
};

__attribute__((constructor)) static void add(void)
{
	for (size_t i = 0; i < sizeof go_peers / sizeof go_peers[0]; i++)
		add_peer(&go_peers[i]);
}
