/* Accesses to the first page, which is never there: reported before the processor does. */
#include "rt/memory/null_page.h"

#include "rt/error/violation.h"
#include "rt/rt.h"

void null_page_check(uint64_t address, size_t size, bool write, uint64_t pc)
{
	if (LIKELY(address >= 4096))
		return;
	struct violation v = {
		.verdict = ACQ_CRASH,
		.kind = write ? ACQ_STEP_PLAIN_WRITE : ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		.address = address,
		.size = size,
		.pc = pc,
		.signal = 11,
	};
	violation_raise(&v);
}
