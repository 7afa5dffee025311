/*
 * Of writers that wait, one that was woken and has not looked at the lock yet is enough: unlocking does not
 * wake, nor say that it has woken, another. Natively; valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/rwlock.h>

#include <assert.h>

int main(void) AR_NO_THREAD_SAFETY
{
	static ar_rwlock lock;
	uint32_t turn;

	/* relaxed: there is one thread, here and below; it plays a writer that waits */
	ar_store_relaxed(&lock.state, AR_RW_ONE_WAITING_);
	ar_rwlock_write_lock(&lock);
	ar_rwlock_write_unlock(&lock);
	/* relaxed: as above */
	turn = ar_load_relaxed(&lock.turn);
	assert(turn != 0);
	for (int i = 0; i < 10; i++) {
		ar_rwlock_write_lock(&lock);
		ar_rwlock_write_unlock(&lock);
	}
	/* relaxed: as above */
	assert(ar_load_relaxed(&lock.turn) == turn);
	return 0;
}
