#include "rt/libc/status.h"

#include "rt/error/notes.h"
#include "rt/error/violation.h"

/*
 * That a test could not be run here and was skipped: a convention of automake's that CTest and Meson know,
 * too.
 */
#define STATUS_SKIPPED 77

void status_judge(const char *function, int status, uint64_t pc)
{
	struct violation v = {
		.verdict = ACQ_EXIT_FAILURE,
		.kind = ACQ_STEP_EXIT,
		.order = ACQ_NO_ORDER,
		.pc = pc,
		.exit_status = (uint32_t)status & 0xff, /* all that the parent of a process gets to see */
	};

	if (!v.exit_status || rt.outcome->request.ignore_exit_status)
		return;
	if (v.exit_status == STATUS_SKIPPED) {
		outcome_add_bound("an execution ended with exit status %d, by which a test says that it was "
		                  "skipped",
		                  STATUS_SKIPPED);
		return;
	}
	if (function)
		violation_message(&v, "%s(%d) was called", function, status);
	else
		violation_message(&v, "main returned %d", status);
	violation_raise(&v);
}
