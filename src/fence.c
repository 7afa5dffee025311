#include <acqrel/fence.h>

#include "os/os.h"

ar_atomic_bool ar_fence_is_light_ = AR_ATOMIC_INIT(false);

/*
 * Before main and before other constructors, while there are no threads: no thread is between the two halves
 * of a fence, and Linux is quick with registering a process.
 */
__attribute__((constructor(101))) static void decide(void)
{
	/* relaxed: there are no other threads yet */
	ar_store_relaxed(&ar_fence_is_light_, ar_os_fence_begin());
}

void ar_fence_heavy(void)
{
	/*
	 * seq_cst: pairs with the light fence where that is one, and orders us with other heavy ones; else
	 * both sides may miss what the other has written before it
	 */
	ar_fence_seq_cst();
	/* relaxed: it does not change any more */
	if (ar_load_relaxed(&ar_fence_is_light_))
		ar_os_fence_all();
}
