#include "rt/abi/volatile.h"

#include "rt/abi/announced.h"
#include "rt/memory/location_map.h"
#include "rt/memory/null_page.h"
#include "rt/memory/plain.h"
#include "rt/run/operation.h"
#include "rt/run/override.h"
#include "rt/run/scheduler.h"

static void plain(uint64_t address, uint32_t size, bool write, uint64_t pc)
{
	struct fiber *f = rt.current;

	f->on_volatile = true;
	plain_access(address, size, write, pc);
	f->on_volatile = false;
}

static bool is_atomic(void)
{
	return rt.outcome->request.model & ACQ_VOLATILE_RELAXED;
}

/* Whether the access is made as an atomic one, because that is tried. */
static bool becomes_atomic(uint64_t address, uint32_t size, bool write, const struct hook_frame *frame)
{
	uint8_t order = UNLIKELY(override_any) ? override_atomic(frame) : UNORDERED;

	if (order == UNORDERED)
		return false;
	volatile_access(address, size, write, order, frame);
	return true;
}

static uint64_t load(uint64_t address, uint32_t size)
{
	uint64_t value = 0;

	rt_copy(&value, (const void *)address, size);
	return value;
}

/* The value that the program is to find is put where it will look for it. */
static void read_atomically(uint64_t address, uint32_t size, uint8_t order, const struct hook_frame *frame)
{
	struct request q = {
		.op = OP_LOAD,
		.order = order,
		.size = (uint8_t)size,
		.address = address,
		.pc = frame->pc,
		.frame = frame,
	};
	uint64_t value = operation_perform(&q)->value_read;

	if (value == load(address, size))
		return; /* it may lie in read-only memory */
	announced_let_find(address, size, value, frame->pc);
}

bool volatile_is_told(uint64_t address, uint64_t size, bool write)
{
	const struct fiber *f = rt.current;

	return f->volatile_address == address && f->volatile_size == size && f->volatile_write == write &&
	       f->volatile_done == f->done && f->volatile_plain == f->plain;
}

static void note(uint64_t address, uint32_t size, bool write)
{
	struct fiber *f = rt.current;

	f->volatile_address = address;
	f->volatile_size = size;
	f->volatile_write = write;
	f->volatile_done = f->done;
	f->volatile_plain = f->plain;
}

void volatile_access(uint64_t address, uint32_t size, bool write, uint8_t order,
                     const struct hook_frame *frame)
{
	if (write) {
		null_page_check(address, size, true, frame->pc);
		schedule_settle(rt.current);
		announced_expect(address, size, true, order, frame->pc);
	} else {
		read_atomically(address, size, order, frame);
	}
	note(address, size, write);
}

#define UNUSED4 UNUSED uint64_t u1, UNUSED uint64_t u2, UNUSED uint64_t u3, UNUSED uint64_t u4

static void see(uint64_t address, uint32_t size, bool write, const struct hook_frame *frame)
{
	if (!rt_in_program())
		return;
	if (!becomes_atomic(address, size, write, frame)) {
		if (is_atomic())
			volatile_access(address, size, write, RELAXED, frame);
		else
			plain(address, size, write, frame->pc);
	}
	note(address, size, write);
}

/* Where entry.S leads to from __tsan_volatile_…. */
#define DEFINE(size)                                                                \
	void volatile_read##size(void *p, UNUSED4, const struct hook_frame *frame)  \
	{                                                                           \
		see((uint64_t)p, size, false, frame);                               \
	}                                                                           \
	void volatile_write##size(void *p, UNUSED4, const struct hook_frame *frame) \
	{                                                                           \
		see((uint64_t)p, size, true, frame);                                \
	}

DEFINE(1)
DEFINE(2)
DEFINE(4)
DEFINE(8)

/* Those of other sizes, or that may not be aligned, are never atomic. */
#define DEFINE_PLAIN(name, size, write)                                  \
	EXPORT void __tsan_##name##size(void *p)                         \
	{                                                                \
		if (rt_in_program())                                     \
			plain((uint64_t)p, size, write, RETURN_ADDRESS); \
	}

DEFINE_PLAIN(volatile_read, 16, false)
DEFINE_PLAIN(volatile_write, 16, true)
DEFINE_PLAIN(unaligned_volatile_read, 2, false)
DEFINE_PLAIN(unaligned_volatile_write, 2, true)
DEFINE_PLAIN(unaligned_volatile_read, 4, false)
DEFINE_PLAIN(unaligned_volatile_write, 4, true)
DEFINE_PLAIN(unaligned_volatile_read, 8, false)
DEFINE_PLAIN(unaligned_volatile_write, 8, true)
DEFINE_PLAIN(unaligned_volatile_read, 16, false)
DEFINE_PLAIN(unaligned_volatile_write, 16, true)
