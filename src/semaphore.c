#include <acqrel/semaphore.h>

#include "os/os.h"
#include "patience.h"
#include "specifications/semaphore.h"

#define SLEEPERS (AR_SEMAPHORE_MOST + 1)

/*
 * Takes a permit for a thread that was or may have been woken: sets the bit, because others may sleep, and
 * wakes the next if there are more permits, whose posts may have found the bit taken away.
 */
static bool take_for_sleeper(ar_semaphore *s)
{
	/* relaxed: the exchange confirms it */
	uint32_t found = ar_load_relaxed(&s->word);

	while (found & AR_SEMAPHORE_MOST) {
		/*
		 * acquire, relaxed if it fails: pairs with the release in post(); else we may not see what
		 * was made
		 */
		if (ar_cas_weak_acquire_relaxed(&s->word, &found, (found - 1) | SLEEPERS)) {
			if ((found & AR_SEMAPHORE_MOST) > 1)
				ar_os_wake_one(&s->word);
			return true;
		}
	}
	return false;
}

bool ar_semaphore_wait_slowly(ar_semaphore *s, ar_time deadline)
{
	uint32_t found = 0;
	bool time_left = true;

	/*
	 * Awake, it leaves the bit as it is: the thread that sleeps and was woken for this permit looks
	 * again.
	 */
	for (struct patience p = patience_for(s); be_patient(&p);)
		if (ar_semaphore_try_wait(s))
			return true;
	do {
		/* relaxed, relaxed if it fails: no more than a request to be woken */
		if (ar_cas_strong_relaxed_relaxed(&s->word, &found, SLEEPERS) || found == SLEEPERS)
			time_left = ar_os_wait(&s->word, SLEEPERS, deadline);
		if (take_for_sleeper(s))
			return true;
		found = 0;
	} while (time_left);
	return false;
}

void ar_semaphore_post_slowly(ar_semaphore *s, const char *name, const char *function, const char *place)
{
	/* relaxed: the exchange confirms it */
	uint32_t found = ar_load_relaxed(&s->word);
	uint32_t permits;

	do {
		permits = found & AR_SEMAPHORE_MOST;
		if (permits == AR_SEMAPHORE_MOST)
			ar_misuse("the semaphore", name, "was posted", function, place,
			          "but it has as many permits as it can count");
		/*
		 * release, relaxed if it fails: pairs with the acquire in wait(); else the taker may miss
		 * what we did
		 */
	} while (!ar_cas_weak_release_relaxed(&s->word, &found, permits + 1));
	/* From here on it may be gone, and only its address is used. */
	if (found & SLEEPERS)
		ar_os_wake_one(&s->word);
}

bool ar_binary_semaphore_wait_slowly(ar_binary_semaphore *s, ar_time deadline)
{
	/*
	 * Leaving 0, so that the next post need not wake anybody: the thread that was woken for this permit
	 * looks again.
	 */
	for (struct patience p = patience_for(s); be_patient(&p);)
		/* relaxed: only a hint when to try */
		if (ar_load_relaxed(&s->word) == 1 && ar_binary_semaphore_try_wait(s))
			return true;
	/* acquire: pairs with the release in post(); else we may not see what was made */
	while (ar_swap_acquire(&s->word, 2) != 1) {
		if (!ar_os_wait(&s->word, 2, deadline)) {
			/*
			 * Once more, since a permit is taken whatever the time; to 2, because others may
			 * sleep.
			 */
			/* acquire: as above */
			return ar_swap_acquire(&s->word, 2) == 1;
		}
	}
	return true;
}

void ar_binary_semaphore_wake(ar_binary_semaphore *s)
{
	ar_os_wake_one(&s->word);
}

/* --- As specified ------------------------------------------------------------------------------------ */

bool ar_semaphore_wait_modelled_(ar_semaphore *s, ar_time deadline)
{
	return specified_wait_until(&s->word, &semaphore_waits, 0, deadline);
}

void ar_semaphore_post_modelled_(ar_semaphore *s, const char *name, const char *function, const char *place)
{
	if (ar_model_step(&s->word, &semaphore_posts, 0) == AR_SEMAPHORE_MOST)
		ar_misuse("the semaphore", name, "was posted", function, place,
		          "but it has as many permits as it can count");
}

bool ar_binary_semaphore_wait_modelled_(ar_binary_semaphore *s, ar_time deadline)
{
	return specified_wait_until(&s->word, &semaphore_waits, 0, deadline);
}

void ar_binary_semaphore_post_modelled_(ar_binary_semaphore *s)
{
	ar_model_step(&s->word, &semaphore_sets, 0);
}
