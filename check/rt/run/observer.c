#include "rt/run/observer.h"

#include "rt/error/violation.h"

void observe_no_event(const struct fiber *f, event_id e)
{
	(void)f, (void)e;
}

void observe_no_access(const struct fiber *f, uint64_t address, size_t size, bool write, uint64_t pc)
{
	(void)f, (void)address, (void)size, (void)write, (void)pc;
}

void observe_no_heap(const struct fiber *f, bool is_free, uint64_t address, size_t size, uint64_t pc)
{
	(void)f, (void)is_free, (void)address, (void)size, (void)pc;
}

void observe_no_output(const char *text, size_t size)
{
	(void)text, (void)size;
}

void observe_no_step(uint64_t pc, uint64_t what, uint64_t with)
{
	(void)pc, (void)what, (void)with;
}

void observe_no_difference(uint64_t pc)
{
	(void)pc;
}

void observe_nothing_added(struct fiber *f)
{
	(void)f;
}

void observe_no_violation(struct fiber *f, const struct violation *v)
{
	(void)f, (void)v;
}

const struct observer observe_nothing = {
	.event = observe_no_event,
	.access = observe_no_access,
	.heap = observe_no_heap,
	.output = observe_no_output,
	.step = observe_no_step,
	.differs = observe_no_difference,
	.adds = observe_nothing_added,
	.violation = observe_no_violation,
};
