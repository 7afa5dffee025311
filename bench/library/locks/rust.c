/* Rust's std: rust.rs has the loops. */
#include "peer.h"

extern const size_t rust_mutex_size, rust_rwlock_size;
void rust_mutex_alone(long pairs), rust_mutex_contend(struct worker *w);
void rust_rwlock_alone(long pairs), rust_rwlock_alone_reading(long pairs),
	rust_rwlock_contend(struct worker *w);
uint64_t rust_mutex_counted(void), rust_rwlock_counted(void);

static struct peer mutex = {"mutex",           "Rust Mutex", 0, rust_mutex_alone, NULL, rust_mutex_contend,
                            rust_mutex_counted};
static struct peer rwlock = {"rwlock",
                             "Rust RwLock",
                             0,
                             rust_rwlock_alone,
                             rust_rwlock_alone_reading,
                             rust_rwlock_contend,
                             rust_rwlock_counted};

__attribute__((constructor)) static void initialise(void)
{
	mutex.size = rust_mutex_size;
	rwlock.size = rust_rwlock_size;
}

const struct peer *const rust_peers[] = {&mutex, &rwlock, NULL};
