/*
 * Go's channels: go.go has the loops. Its runtime is in our process and starts goroutines on threads of its own, which
 * are not bound to processors, since it hands over between goroutines without the system where it can.
 */
#include "peer.h"

void go_prepare8(void *l), go_prepare64(void *l), go_prepare_trips(void *l), go_clean_up(void *l);
uint64_t go_stream8(void *l), go_stream64(void *l), go_ping_pong8(void *l), go_ping_pong64(void *l),
	go_trips(void *l), go_alone(void *l), go_select8(void *l), go_select64(void *l);

#define PREPARE(function)                                    \
	static void prepare_##function(const struct load *l) \
	{                                                    \
		go_##function((void *)(uintptr_t)l);         \
	}
#define RUN(function)                                        \
	static uint64_t run_##function(const struct load *l) \
	{                                                    \
		return go_##function((void *)(uintptr_t)l);  \
	}
PREPARE(prepare8)
PREPARE(prepare64)
PREPARE(prepare_trips)
PREPARE(clean_up)
RUN(stream8)
RUN(stream64)
RUN(ping_pong8)
RUN(ping_pong64)
RUN(trips)
RUN(alone)
RUN(select8)
RUN(select64)

#define GO(families, name, bytes, prepare, run)                                                        \
	{                                                                                              \
		families, BLOCKING, name, bytes, 1000, 1000, prepare_##prepare, NULL, NULL, run_##run, \
			prepare_clean_up                                                               \
	}

static const struct peer go_peers[] = {
	GO(SPSC | BOUNDED | RENDEZVOUS, "Go chan", 8, prepare8, stream8),
	GO(SPSC | BOUNDED | RENDEZVOUS, "Go chan", 64, prepare64, stream64),
	GO(UNBOUNDED, "Go chan, room for all", 8, prepare8, stream8),
	GO(UNBOUNDED, "Go chan, room for all", 64, prepare64, stream64),
	GO(PING_PONG | PING_PONG_BARE, "Go chan", 8, prepare8, ping_pong8),
	GO(PING_PONG | PING_PONG_BARE, "Go chan", 64, prepare64, ping_pong64),
	GO(SELECT, "Go select", 8, prepare8, select8),
	GO(SELECT, "Go select", 64, prepare64, select64),
	GO(ONESHOT_TRIP, "Go chan", 8, prepare_trips, trips),
	GO(ONESHOT_ALONE, "Go chan", 8, prepare_trips, alone),
};

__attribute__((constructor)) static void add(void)
{
	for (size_t i = 0; i < sizeof go_peers / sizeof go_peers[0]; i++)
		add_peer(&go_peers[i]);
}
