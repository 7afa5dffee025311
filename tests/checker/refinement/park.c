/*
 * Parking (<acqrel/thread.h>): the thread whose script begins with h tells its handle, and others find it
 * there. h: tell it; P: park; D: until a time; Q: until one that has passed; U: unpark it, if it is known.
 *
 * client: hP,wU
 * client: hD,U
 * client: hQ,U
 * client: hDD,U
 * client: hDD,UU
 * client: hDr,wU
 * large: hDD,U,U
 * large: hDr,wU,U
 */
#include <acqrel/thread.h>

#include "clients.h"

static ar_atomic_ptr(struct ar_thread_record) handle;

static void perform(struct client *c, char operation)
{
	ar_thread_handle known;

	switch (operation) {
	case 'h':
		/* release: what is at the handle */
		ar_store_release(&handle, ar_thread_current());
		break;
	case 'P':
		ar_park();
		break;
	case 'D':
		result(c, ar_park_until(ar_after(AR_SECOND)));
		break;
	case 'Q':
		result(c, ar_park_until(0));
		break;
	case 'U':
		/* acquire: what is at the handle */
		known = ar_load_acquire(&handle);
		if (known)
			ar_unpark(known);
		break;
	default:
		abort();
	}
}
