/*
 * Whether what a call returns is looked at.
 *
 * The machine code behind the call is followed, on all ways through it. The result is in a register, or was
 * copied or computed into others: all of these are called marked. If each is overwritten before anything
 * but a marked register has been made of it, the result was not used. Where the function returns a marked
 * register, it is followed into its caller, which is known of a fiber's call. What is put into memory
 * counts as used, also in the frame: others may know the address, and what is in a struct is read as a
 * whole. So does anything that is not certain, and ways that are too long.
 */
#include "rt/loops/results.h"

#include "rt/loops/decode.h"
#include "rt/loops/frames.h"
#include "rt/loops/functions.h"
#include "rt/memory/symbols.h"

#define MOST_STEPS    64 /* on one way */
#define MOST_BRANCHES 4
#define MOST_FRAMES   4 /* that it is returned through */

/* Where a function may leave anything when it is called, or returns. */
#define ARGUMENTS (BIT(RDI) | BIT(RSI) | BIT(RDX) | BIT(RCX) | BIT(R8) | BIT(R9) | BIT(R10))
#define SCRATCH   (ARGUMENTS | BIT(RAX) | BIT(R11))

void acqrel_assembly(void);

enum fate { UNUSED_RESULT, RETURNED_RESULT, USED_RESULT };

struct way {
	uint64_t pc;
	uint16_t marked;
	bool flags; /* are marked, too */
	uint32_t steps, branches;
};

static enum fate worse(enum fate a, enum fate b)
{
	return a > b ? a : b;
}

static bool is_address_of(uint16_t marked, const struct instruction *i)
{
	return i->memory && ((i->base < NO_REGISTER && marked & BIT(i->base)) ||
	                     (i->index < NO_REGISTER && marked & BIT(i->index)));
}

/*
 * Where an exception that comes out of the call is caught in this function; 0: nowhere. False: not known.
 * pc: where the call returns to.
 */
static bool find_handler(uint64_t pc, uint64_t *handler)
{
	struct function_bounds bounds;
	bool known = false;

	if (!function_bounds(pc - 1, &bounds))
		return false;
	*handler = function_landing_pad(&bounds, pc, &known);
	return known;
}

/* False: it is used by this instruction, which does not jump. */
static bool goes_on(struct way *w, const struct instruction *i)
{
	bool takes = i->uses & w->marked;

	if (i->what == WHAT_LEA) {
		bool from = is_address_of(w->marked, i);
		w->marked = (uint16_t)((w->marked & ~BIT(i->to)) | (from ? BIT(i->to) : 0));
		return i->to != RSP && i->to != RBP ? true : !from;
	}
	if (is_address_of(w->marked, i) || (w->flags && i->reads_flags))
		return false;
	if (i->what == WHAT_LEAVE)
		return !(w->marked & (BIT(RBP) | BIT(RSP)));
	if (i->what == WHAT_POP) {
		w->marked &= (uint16_t)~BIT(i->to);
		return true;
	}
	if (i->what == WHAT_COPY && !i->memory) {
		bool from = w->marked & BIT(i->from);
		w->marked = (uint16_t)((w->marked & ~BIT(i->to)) | (from ? BIT(i->to) : 0));
		return i->to != RSP && i->to != RBP ? true : !from;
	}
	if (i->what == WHAT_PUSH || i->what == WHAT_STRING)
		return !takes && !(i->what == WHAT_PUSH && i->from < NO_REGISTER && w->marked & BIT(i->from));
	if (takes && (i->memory || i->reads_vectors || !i->changes || i->changes & (BIT(RSP) | BIT(RBP))))
		return false;
	w->marked &= (uint16_t)~i->sets;
	if (takes)
		w->marked |= i->changes;
	if (takes && i->sets_flags)
		w->flags = true;
	return true;
}

/* Hooks, which call nothing of the program's. */
static bool calls_others(uint64_t target)
{
	return !frames_is_plain_hook(target) && !frames_keeps_registers(target);
}

/*
 * What is marked after a call. False: that is not known. Of a function in its own file the compiler may know
 * which registers it leaves alone, whatever the calling convention says (gcc's -fipa-ra).
 */
static bool forgets(uint64_t target, struct way *w)
{
	if (frames_keeps_registers(target))
		return true;
	/* acqrel_assembly keeps registers, too, but stands for what an instruction does with them. */
	if (!symbols_is_in_runtime(target) || target == (uint64_t)acqrel_assembly)
		return !w->marked && !w->flags;
	w->marked &= (uint16_t)~SCRATCH;
	w->flags = false;
	return true;
}

static enum fate follow(struct way w)
{
	while (w.marked || w.flags) {
		struct instruction i;
		if (w.steps++ == MOST_STEPS || !decode((const uint8_t *)w.pc, &i))
			return USED_RESULT;
		uint64_t next = w.pc + i.length;
		switch (i.flow) {
		case FLOW_NEXT:
			if (!goes_on(&w, &i))
				return USED_RESULT;
			w.pc = next;
			break;
		case FLOW_JUMP:
			if (!i.target)
				return USED_RESULT;
			if (frames_is_plain_hook(i.target)) /* which returns to the function's caller */
				return w.marked & ~SCRATCH ? USED_RESULT : UNUSED_RESULT;
			w.pc = i.target;
			break;
		case FLOW_BRANCH: {
			struct way other = w;
			if (w.flags || w.branches++ == MOST_BRANCHES || !i.target)
				return USED_RESULT;
			other.pc = i.target;
			other.branches = w.branches;
			other.steps = w.steps;
			enum fate fate = follow(other);
			if (fate == USED_RESULT)
				return fate;
			w.pc = next;
			return worse(fate, follow(w));
		}
		case FLOW_CALL: { /* of varargs, al is set right before */
			if (w.marked & ARGUMENTS || !i.target || !forgets(i.target, &w))
				return USED_RESULT;
			w.pc = next;
			uint64_t handler = 0;
			if (w.marked && calls_others(i.target) && (!find_handler(next, &handler) || handler))
				return USED_RESULT;
			break;
		}
		case FLOW_RETURN:
			/* The second half of a struct, perhaps. */
			if (w.marked & (~SCRATCH | BIT(RDX)))
				return USED_RESULT;
			return w.marked & BIT(RAX) ? RETURNED_RESULT : UNUSED_RESULT;
		default:
			return w.marked & ~SCRATCH ? USED_RESULT : UNUSED_RESULT;
		}
	}
	return UNUSED_RESULT;
}

#define KNOWN 1024 /* a power of two; those that are met again are looked at again where two have one place */

static struct {
	uint64_t pc;
	enum fate fate;
} fates[KNOWN];

static enum fate fate_at(uint64_t pc)
{
	uint64_t i = (pc ^ pc >> 10) % KNOWN;

	if (fates[i].pc != pc) {
		fates[i].fate = follow((struct way){.pc = pc, .marked = BIT(RAX)});
		fates[i].pc = pc;
	}
	return fates[i].fate;
}

bool result_is_unused(const struct fiber *f, uint64_t pc)
{
#if defined(__x86_64__)
	enum fate fate = fate_at(pc);

	for (uint32_t n = 0; fate == RETURNED_RESULT && n < MOST_FRAMES && n < f->depth; n++)
		fate = fate_at(f->calls[f->depth - 1 - n].return_address);
	return fate == UNUSED_RESULT;
#else
	(void)f, (void)pc;
	return false;
#endif
}
