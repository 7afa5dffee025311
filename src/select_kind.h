/*
 * What can be selected besides channels: one-shots, broadcasts, watches. Each brings these functions of its
 * own.
 */
#ifndef ACQREL_SRC_SELECT_KIND_H
#define ACQREL_SRC_SELECT_KIND_H

#include <acqrel/select.h>

struct ar_select_kind {
	/*
	 * What forbids this case after others, which begin at `first`: the end of a sentence, "but ...".
	 * NULL: nothing.
	 */
	const char *(*misuse)(const ar_select_case *first, const ar_select_case *k);

	/*
	 * Receives without waiting: the result is in *error, 0 if the message has been moved. False: it
	 * has to wait.
	 */
	bool (*try_receive)(ar_select_case *k, int *error);

	/*
	 * The thread that makes trying worth it from now on makes RETRY of WAITS in the sleeper's word, and
	 * wakes it. Returns whether it may have been worth it already. After leave() no thread knows of the
	 * sleeper any more.
	 */
	bool (*enter)(ar_select_case *k);
	void (*leave)(ar_select_case *k);
};

#endif
