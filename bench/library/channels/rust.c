/* Rust's std::sync::mpsc: rust.rs has the loops. */
#include "peer.h"

void rust_before_trying_again(unsigned *failures);

void rust_before_trying_again(unsigned *failures)
{
	before_trying_again(failures);
}

typedef void part(const struct load *, int);
typedef uint64_t summing_part(const struct load *, int);
typedef void all_of_it(const struct load *);

#define DECLARE(kind)                                                          \
	all_of_it rust_##kind##_prepare, rust_##kind##_clean_up;               \
	part rust_##kind##_send, rust_##kind##_send_trying, rust_##kind##_ask; \
	summing_part rust_##kind##_receive, rust_##kind##_receive_trying, rust_##kind##_answer;
DECLARE(sync8)
DECLARE(sync64)
DECLARE(list8)
DECLARE(list64)
all_of_it rust_once_prepare, rust_once_clean_up;
part rust_once_ask;
summing_part rust_once_answer, rust_once_alone;

#define QUEUE(families, kind, way, name, bytes, send, receive)                             \
	{                                                                                  \
		families, way, name, bytes, 1000, 1, rust_##kind##bytes##_prepare,         \
			rust_##kind##bytes##_##send, rust_##kind##bytes##_##receive, NULL, \
			rust_##kind##bytes##_clean_up                                      \
	}
#define SYNC(bytes)                                                                                    \
	QUEUE(SPSC | BOUNDED | RENDEZVOUS, sync, BLOCKING, "Rust sync_channel", bytes, send, receive), \
		QUEUE(SPSC | BOUNDED, sync, TRYING, "Rust sync_channel", bytes, send_trying,           \
	              receive_trying),                                                                 \
		QUEUE(PING_PONG | PING_PONG_BARE, sync, BLOCKING, "Rust sync_channel", bytes, ask, answer)
#define LIST(bytes)                                                                   \
	QUEUE(UNBOUNDED, list, BLOCKING, "Rust mpsc::channel", bytes, send, receive), \
		QUEUE(UNBOUNDED, list, TRYING, "Rust mpsc::channel", bytes, send_trying, receive_trying)

static const struct peer rust_peers[] = {
	SYNC(8),
	SYNC(64),
	LIST(8),
	LIST(64),
	{ONESHOT_TRIP, BLOCKING, "Rust mpsc::channel", 8, 1, 1, rust_once_prepare, rust_once_ask,
         rust_once_answer, NULL, rust_once_clean_up},
	{ONESHOT_ALONE, BLOCKING, "Rust mpsc::channel", 8, 0, 1, rust_once_clean_up, NULL, rust_once_alone,
         NULL, rust_once_clean_up},
};

__attribute__((constructor)) static void add(void)
{
	for (size_t i = 0; i < sizeof rust_peers / sizeof rust_peers[0]; i++)
		add_peer(&rust_peers[i]);
}

#define DECLARE_WATCH(message)                                                    \
	void rust_watch_prepare_##message(void);                                  \
	void rust_watch_set_##message(const struct message *m);                   \
	void rust_watch_receive_##message(uint64_t *had, struct message *m);      \
	bool rust_watch_try_receive_##message(uint64_t *had, struct message *m);  \
	void rust_watch_get_##message(struct message *m);                         \
	void rust_shared_set_##message(const struct message *m);                  \
	bool rust_shared_try_receive_##message(uint64_t *had, struct message *m); \
	void rust_shared_get_##message(struct message *m);
DECLARE_WATCH(message8)
DECLARE_WATCH(message64)

#define OF_(name, message) name##_##message
#define OF(name, message)  OF_(name, message)

#define PEER                 rust_value
#define NAME                 "Rust Mutex and Condvar"
#define WATCH                char /* the value is in rust.rs */
#define NEW(w)               OF(rust_watch_prepare, MESSAGE)()
#define DELETE(w)            ((void)(w))
#define RECEIVER             uint64_t
#define SUBSCRIBE(w)         0
#define SEND(w, m)           OF(rust_watch_set, MESSAGE)(&m)
#define RECEIVE(w, r, m)     OF(rust_watch_receive, MESSAGE)(r, m)
#define TRY_RECEIVE(w, r, m) OF(rust_watch_try_receive, MESSAGE)(r, m)
#define GET(w, m)            OF(rust_watch_get, MESSAGE)(m)
#define LOOPS                "watches.h"
#include "both_sizes.h"

#define PEER                 rust_shared
#define NAME                 "Rust RwLock"
#define WATCH                char
#define NEW(w)               OF(rust_watch_prepare, MESSAGE)()
#define DELETE(w)            ((void)(w))
#define RECEIVER             uint64_t
#define SUBSCRIBE(w)         0
#define SEND(w, m)           OF(rust_shared_set, MESSAGE)(&m)
#define TRY_RECEIVE(w, r, m) OF(rust_shared_try_receive, MESSAGE)(r, m)
#define GET(w, m)            OF(rust_shared_get, MESSAGE)(m)
#define LOOPS                "watches.h"
#include "both_sizes.h"
