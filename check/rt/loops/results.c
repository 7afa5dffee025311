/*
 * Whether what a call returns is looked at.
 *
 * The machine code behind the call is followed, on all ways through it. The result is in a register, or was
 * copied or computed into others: all of these are called marked. If each is overwritten before anything but
 * a marked register has been made of it, the result was not used. Where the function returns a marked
 * register, it is followed into its caller, which is known of a fiber's call. Without optimization it is put
 * into the frame, too: then no code of the function that comes after may read it there. Anything that is not
 * certain counts as use. So do ways that are too long.
 */
#include "rt/loops/results.h"

#include "rt/loops/decode.h"
#include "rt/loops/frames.h"
#include "rt/loops/functions.h"

#define MOST_STEPS    64 /* on one way */
#define MOST_BRANCHES 4
#define MOST_FRAMES   4 /* that it is returned through */

/* Where a function may leave anything when it is called, or returns. */
#define ARGUMENTS (BIT(RDI) | BIT(RSI) | BIT(RDX) | BIT(RCX) | BIT(R8) | BIT(R9) | BIT(R10))
#define SCRATCH   (ARGUMENTS | BIT(RAX) | BIT(R11))
#define RESULTS   (BIT(RAX) | BIT(RDX))

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

/* --- Where it is put in the frame, without optimization ------------------------------------- */

#define MOST_PLACES 512 /* instructions of the function that come after */
#define MOST_TO_DO  64

struct slot { /* bytes of the frame, from rbp */
	int64_t from, to;
};

struct places { /* that were found, and those that were not looked at yet */
	uint64_t known[MOST_PLACES], to_do[MOST_TO_DO];
	uint32_t known_count, to_do_count;
};

/* False: there are too many. */
static bool note_place(struct places *p, uint64_t pc)
{
	for (uint32_t i = 0; i < p->known_count; i++)
		if (p->known[i] == pc)
			return true;
	if (p->known_count == MOST_PLACES || p->to_do_count == MOST_TO_DO)
		return false;
	p->known[p->known_count++] = pc;
	p->to_do[p->to_do_count++] = pc;
	return true;
}

/* Whether what the instruction has made is the address that a hook is told of right behind it. */
static bool is_told(uint64_t pc)
{
	struct instruction i;

	for (int n = 0; n < 3 && decode((const uint8_t *)pc, &i); n++, pc += i.length) {
		if (i.flow == FLOW_CALL)
			return i.target && frames_is_plain_hook(i.target);
		if (i.flow != FLOW_NEXT || i.memory || i.what != WHAT_COPY || i.from != RAX || i.to != RDI)
			return false;
	}
	return false;
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

/* Whether the instruction may read the bytes, or tell somebody where they are. */
static bool touches(const struct instruction *i, uint64_t next, struct slot s)
{
	if (i->what == WHAT_COPY && i->from == RBP)
		return true;
	if (!i->memory || (i->base != RBP && i->base != RSP) || i->elsewhere)
		return false;
	if (i->base == RSP || i->index < NO_REGISTER)
		return true;
	if (i->what == WHAT_LEA)
		return i->displacement >= s.from && i->displacement < s.to && !is_told(next);
	return (i->reads || !i->writes || !i->size) && i->displacement < s.to &&
	       i->displacement + (i->size ? i->size : 64) > s.from;
}

static bool slot_is_dead(uint64_t pc, struct slot s)
{
	struct places p = {.known_count = 0};

	if (!note_place(&p, pc))
		return false;
	while (p.to_do_count) {
		struct instruction i;
		uint64_t at = p.to_do[--p.to_do_count];
		if (!decode((const uint8_t *)at, &i) || touches(&i, at + i.length, s))
			return false;
		if (i.what == WHAT_LEAVE || i.flow == FLOW_RETURN || i.flow == FLOW_NOWHERE)
			continue; /* the frame is gone */
		if (i.what == WHAT_POP && i.to == RBP)
			continue;
		if (i.changes & BIT(RBP))
			return false;
		uint64_t handler = 0;
		if (i.flow == FLOW_CALL && !(i.target && frames_is_plain_hook(i.target)) &&
		    (!find_handler(at + i.length, &handler) || (handler && !note_place(&p, handler))))
			return false;
		if (i.flow != FLOW_CALL && i.flow != FLOW_NEXT && (!i.target || !note_place(&p, i.target)))
			return false;
		if (i.flow != FLOW_JUMP && !note_place(&p, at + i.length))
			return false;
	}
	return true;
}

/* --- Where it is in registers ----------------------------------------------------------------- */

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
	if (takes && i->memory && i->writes && !i->reads && !i->changes && i->base == RBP &&
	    i->index == NO_REGISTER && i->what == WHAT_OTHER && !i->elsewhere && i->size)
		return slot_is_dead(w->pc + i->length,
		                    (struct slot){i->displacement, i->displacement + i->size});
	if (takes && (i->memory || i->reads_vectors || !i->changes || i->changes & (BIT(RSP) | BIT(RBP))))
		return false;
	w->marked &= (uint16_t)~i->sets;
	if (takes)
		w->marked |= i->changes;
	if (takes && i->sets_flags)
		w->flags = true;
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
			if (w.marked & ARGUMENTS || !i.target)
				return USED_RESULT;
			w.marked &= (uint16_t)~SCRATCH;
			w.flags = false;
			w.pc = next;
			uint64_t handler = 0;
			if (w.marked && !frames_is_plain_hook(i.target) &&
			    (!find_handler(next, &handler) || handler))
				return USED_RESULT;
			break;
		}
		case FLOW_RETURN:
			if (w.marked & ~SCRATCH)
				return USED_RESULT;
			return w.marked & RESULTS ? RETURNED_RESULT : UNUSED_RESULT;
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
