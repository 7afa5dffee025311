/* Which calls of acqrel_assembly are where in the code. */
#include "rt/abi/assembly.h"

const char *assembly_text(const struct assembly_operation *o)
{
	return (const char *)o + o->text;
}

#if defined(__x86_64__)

void acqrel_assembly(void);

static const uint8_t *relative_to(const uint8_t *end)
{
	int32_t distance;

	rt_copy(&distance, end - sizeof distance, sizeof distance);
	return end + distance;
}

/* leaq <operation>(%rip), %rsi; call acqrel_assembly */
const struct assembly_operation *assembly_at(uint64_t pc)
{
	const uint8_t *end = (const uint8_t *)pc, *call = end - 5, *lea = call - 7;

	if (*call != 0xe8 || relative_to(end) != (const uint8_t *)acqrel_assembly)
		return NULL;
	if (lea[0] != 0x48 || lea[1] != 0x8d || lea[2] != 0x35)
		return NULL;
	return (const struct assembly_operation *)relative_to(call);
}

#else

const struct assembly_operation *assembly_at(uint64_t pc)
{
	(void)pc;
	return NULL;
}

#endif
