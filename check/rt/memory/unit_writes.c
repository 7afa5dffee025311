/* Plain writes to parts of units become events: see units.c. */
#include "rt/abi/announced.h"
#include "rt/memory/units.h"
#include "rt/run/fiber.h"

void units_write(uint64_t address, size_t size, uint64_t pc)
{
	const struct acq_unit *u = unit_of(address, 1);
	bool is_part = u && size < u->size && !(size & (size - 1)) && !(address & (size - 1)) &&
	               !fiber_is_alone(rt.current);

	units_written_next = is_part;
	plain_access(address, size, true, pc);
	units_written_next = false;
	if (is_part)
		announced_expect(address, (uint32_t)size, true, RELAXED, pc);
}
