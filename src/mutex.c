#include <acqrel/mutex.h>

#include "os/os.h"
#include "spin.h"

/* Waits awake while the lock is taken and nobody sleeps, for a moment. */
static void spin(ar_mutex *m)
{
	for (int i = AR_SPINS; i > 0; i--) {
		/* relaxed: only a hint when to try; what we take over comes with the operation that takes the lock */
		if (ar_load_relaxed(&m->word) != 1)
			return;
		ar_spin_hint();
	}
}

bool ar_mutex_lock_slowly(ar_mutex *m, ar_time deadline) AR_NO_THREAD_SAFETY
{
	spin(m);
	/* As 1 while nobody sleeps, so that its unlock need not wake anybody. */
	if (ar_mutex_try_lock(m))
		return true;
	/* acquire: pairs with the release in unlock(); else we may not see what the last owner wrote */
	while (ar_swap_acquire(&m->word, 2)) {
		if (!os_wait(&m->word, 2, deadline)) {
			/* Once more, since a free lock is taken whatever the time; as 2, because others may sleep. */
			/* acquire: as above */
			return ar_swap_acquire(&m->word, 2) == 0;
		}
	}
	return true;
}

void ar_mutex_wake(ar_mutex *m)
{
	os_wake_one(&m->word);
}
