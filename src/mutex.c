#include <acqrel/mutex.h>

#include "os/os.h"
#include "spin.h"

/*
 * Stays awake for a moment, also beside those that sleep: the thread that is awake takes the lock sooner than
 * one who has to be woken. Whether the lock was free then.
 */
static bool seen_free(ar_mutex *m)
{
	for (int look = AR_LOOKS; look > 0; look--) {
		for (int pause = AR_PAUSES; pause > 0; pause--)
			ar_spin_hint();
		/*
		 * relaxed: only a hint when to try; what we acquire comes with the operation that takes the
		 * lock
		 */
		if (ar_load_relaxed(&m->word) == 0)
			return true;
	}
	return false;
}

bool ar_mutex_lock_slowly(ar_mutex *m, uint32_t found, ar_time deadline) AR_NO_THREAD_SAFETY
{
	bool stay_awake = found == 2; /* else it has been awake for long enough */

	/* As 1, so that its unlock need not wake anybody: we know of no sleeping thread. */
	if (found == 1 && seen_free(m) && ar_mutex_try_lock(m))
		return true;
	/* acquire: pairs with the release in unlock(); else we may not see what the last owner wrote */
	while (ar_swap_acquire(&m->word, 2)) {
		if (stay_awake && seen_free(m)) {
			stay_awake = false;
			continue;
		}
		if (!ar_os_wait(&m->word, 2, deadline))
			return false;
		stay_awake = true;
	}
	return true;
}

void ar_mutex_wake(ar_mutex *m)
{
	ar_os_wake_one(&m->word);
}
