/* Whether the program looks at its floating-point environment: see float_state.h. */
#include "rt/run/float_state.h"

#include "rt/abi/real.h"
#include "rt/memory/symbols.h"
#include "rt/rt.h"

#include <dlfcn.h>

bool float_state_is_used;

typedef int32_t distance __attribute__((aligned(1), may_alias));

/* <fenv.h> declares nothing else that begins so. */
static bool is_of_fenv(const char *name)
{
	static const char *const names[] = {"feclear", "feget",    "feraise",  "feset",    "fetest",
	                                    "fehold",  "feupdate", "feenable", "fedisable"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (symbols_begins_with(name, names[i]))
			return true;
	return false;
}

/* Those that the runtime stands in for are not wanted from others, but called directly. */
static uint64_t stand_ins_of_fenv[8];

static void find_stand_ins(void)
{
	static const char *const names[] = {"fegetenv",        "feholdexcept",    "fesetenv",  "feupdateenv",
	                                    "fegetexceptflag", "fesetexceptflag", "fegetmode", "fesetmode"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		stand_ins_of_fenv[i] = (uint64_t)real_dlsym(RTLD_DEFAULT, names[i]);
}

static bool is_stand_in(uint64_t target)
{
	bool found = false;

	for (size_t i = 0; i < sizeof stand_ins_of_fenv / sizeof stand_ins_of_fenv[0]; i++)
		found |= stand_ins_of_fenv[i] == target;
	return found;
}

/*
 * Whether instructions of its own do so: ldmxcsr and stmxcsr, and calls of those functions. They are bytes
 * that may be part of others, too.
 */
static bool code_uses(const unsigned char *p, const unsigned char *end)
{
#if defined(__x86_64__)
	for (; p + 5 <= end; p++) {
		if ((p[0] | 1) == 0xe9 &&
		    is_stand_in((uint64_t)(p + 5) + (uint64_t) * (const distance *)(const void *)(p + 1)))
			return true;
		if (p[0] == 0x0f && p[1] == 0xae && p[2] < 0xc0 &&
		    ((p[2] >> 3 & 7) == 2 || (p[2] >> 3 & 7) == 3))
			return true;
	}
#else
	for (; p + 4 <= end; p += 4) { /* mrs and msr with fpcr or fpsr; b and bl */
		uint32_t code = *(const uint32_t *)(const void *)p;
		if ((code & 0xffdfffc0) == 0xd51b4400)
			return true;
		if ((code & 0x7c000000) == 0x14000000 &&
		    is_stand_in((uint64_t)p + (uint64_t)((int64_t)((uint64_t)code << 38) >> 36)))
			return true;
	}
#endif
	return false;
}

static bool code_outside_runtime_uses(const unsigned char *start, const unsigned char *end)
{
	const unsigned char *from = (unsigned char *)__start_acqrel_text,
			    *to = (unsigned char *)__stop_acqrel_text;

	if (to <= start || end <= from)
		return code_uses(start, end);
	return code_uses(start, from) || code_uses(to, end);
}

static int look(struct dl_phdr_info *m, size_t size, void *unused)
{
	(void)size, (void)unused;
	if (symbols_is_system(m->dlpi_name))
		return 0;
	float_state_is_used |= symbols_want(m, is_of_fenv) != NULL;
	for (int i = 0; i < m->dlpi_phnum && !float_state_is_used; i++) {
		const ElfW(Phdr) *p = &m->dlpi_phdr[i];
		const unsigned char *start = (const unsigned char *)(m->dlpi_addr + p->p_vaddr);
		if (p->p_type == PT_LOAD && p->p_flags & PF_X)
			float_state_is_used |= code_outside_runtime_uses(start, start + p->p_memsz);
	}
	return float_state_is_used;
}

void float_state_init(void)
{
	rt.below++;
	find_stand_ins();
	dl_iterate_phdr(look, NULL);
	rt.below--;
}
