/* Rust's std: rust.rs has the loops. */
#include "peer.h"

extern const size_t rust_condvar_size, rust_barrier_size, rust_once_size, rust_seat_size, rust_thread_size;
void rust_clear_condvar(int threads, long turns);
void rust_notify_nobody(int self, int threads, long turns),
	rust_condvar_ping_pong(int self, int threads, long turns),
	rust_queue(int self, int threads, long turns), rust_gate(int self, int threads, long turns);
void rust_make_barrier(int threads, long turns), rust_meet(int self, int threads, long turns);
void rust_make_onces(int threads, long turns), rust_make_one_once(int threads, long turns),
	rust_again_and_again(int self, int threads, long turns),
	rust_first_call(int self, int threads, long turns);
void rust_clear_table(int threads, long turns), rust_token(int self, int threads, long turns),
	rust_park_ping_pong(int self, int threads, long turns);
void rust_start_and_join(int self, int threads, long turns);

#define PEER(task, prepare, part)                    \
	{                                            \
		task, "Rust", 0, prepare, part, NULL \
	}

static struct peer peers[] = {
	PEER("condvar: notify nobody", NULL, rust_notify_nobody),
	PEER("condvar: ping-pong", rust_clear_condvar, rust_condvar_ping_pong),
	PEER("condvar: queue", rust_clear_condvar, rust_queue),
	PEER("condvar: gate", rust_clear_condvar, rust_gate),
	PEER("barrier: meet", rust_make_barrier, rust_meet),
	PEER("once: done before", rust_make_one_once, rust_again_and_again),
	PEER("once: first call", rust_make_onces, rust_first_call),
	PEER("park: give and take the token", NULL, rust_token),
	PEER("park: ping-pong", rust_clear_table, rust_park_ping_pong),
	PEER("thread: start and join", NULL, rust_start_and_join),
	{NULL, NULL, 0, NULL, NULL, NULL},
};

static const struct {
	char first_letter;
	const size_t *size;
} sizes[] = {
	{'c', &rust_condvar_size}, {'b', &rust_barrier_size}, {'o', &rust_once_size},
	{'p', &rust_seat_size},    {'t', &rust_thread_size},
};

/* Only Rust knows them. */
__attribute__((constructor)) static void fill_in_sizes(void)
{
	for (struct peer *p = peers; p->task; p++)
		for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
			if (p->task[0] == sizes[i].first_letter)
				p->size = *sizes[i].size;
}

peer_groups rust_peers = {peers, NULL};
