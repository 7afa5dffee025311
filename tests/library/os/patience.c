/*
 * Waiting awake beside strangers who want the processor: a thread that has lost it for a whole time slice by
 * yielding does not yield at each wait again. Natively: the test stands for the system.
 */
#undef NDEBUG
#include <assert.h>

#include "../../../src/patience.h"

static ar_time now;
static ar_time slice;
static int yields;

ar_time ar_os_now(void)
{
	return now;
}

void ar_os_yield(void)
{
	yields++;
	now += slice;
}

/* Waits whose time has not come, until it would be time to sleep; or (found) that end after a yield. */
static int yields_of(int waits, bool found)
{
	static int object;

	yields = 0;
	for (int i = 0; i < waits; i++) {
		int before = yields;
		for (struct patience p = patience_for(&object);
		     be_patient(&p) && !(found && yields > before);)
			;
	}
	return yields;
}

int main(void)
{
	unsigned spent = 0;

	slice = AR_MICROSECOND;
	assert(yields_of(100, true) > 90); /* alone, each wait may yield */
	slice = 3 * AR_MILLISECOND;
	assert(yields_of(1000, true) < 10 && yields_of(1000, false) < 10);
	for (int i = 0; i < 100; i++, spent = 0)
		while (stay_awake(&spent, 4))
			;
	assert(yields < 10);
	slice = AR_MICROSECOND;
	yields_of(2000, true);
	assert(yields_of(100, true) > 90); /* alone again */
	return 0;
}
