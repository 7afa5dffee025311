#include "os/os.h"
#include "specifications/park.h"
#include "thread_record.h"

#define TOKEN    UINT32_C(1)
#define SLEEPING UINT32_MAX /* what taking a token that is not there leaves: 0 - 1 */

/*
 * No thread waits awake here: who parks has no idea how long, and beside other load even a few microseconds
 * of looking make two threads that wake each other in turn two to four times slower (bench-sync): who looks
 * keeps the other from running.
 */
bool ar_park_until(ar_time deadline)
{
	struct ar_thread_record *r = ar_thread_current();

	if (ar_modelled("ar_park"))
		return specified_wait_until(&r->token, &park_waits, 0, deadline);
	/* acquire: pairs with the release in unpark(); else we may not see what was done before it */
	if (ar_fetch_sub_acquire(&r->token, 1) == TOKEN)
		return true;
	for (;;) {
		bool in_time = ar_os_wait(&r->token, SLEEPING, deadline);
		uint32_t found = TOKEN;
		/*
		 * acquire, and relaxed if it fails: pairs with the release in unpark(), as above; a failure
		 * decides only that we sleep again, or that time is up
		 */
		if (ar_cas_strong_acquire_relaxed(&r->token, &found, 0))
			return true;
		if (!in_time) {
			/* acquire: as above, if the token has come after all */
			return ar_swap_acquire(&r->token, 0) == TOKEN;
		}
	}
}

void ar_park(void)
{
	ar_park_until(AR_NEVER);
}

void ar_unpark_by(ar_thread_handle thread, const char *name, const char *function, const char *place)
{
	if (AR_UNLIKELY_(!thread))
		ar_misuse("the thread", name, "was unparked", function, place, "but the handle is NULL");
	if (ar_modelled("ar_park")) {
		ar_model_step(&thread->token, &park_gives, 0);
		return;
	}
	/*
	 * release: pairs with the acquire in park_until(); else the thread may miss our writes. A token that
	 * is there is written again, so that its taker hears of us as well as of who gave it.
	 */
	if (ar_swap_release(&thread->token, TOKEN) == SLEEPING)
		ar_os_wake_one(&thread->token);
}
