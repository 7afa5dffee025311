/*
 * Lines of the source that are run with a lock held, so that the report can try "hold the mutex at line 75"
 * before it says so. The lock is taken before the first thing that the line does and that is seen, and given
 * back before the first that another line of the function does, or when the function returns. What functions
 * do that the line calls is done with the lock held. Where an access is made for the second time, as in a
 * loop in one line, the lock is given back and taken again: to hold it all the while would only leave out
 * executions, unless something blocks in between.
 *
 * Where the lock is can depend on an access of the line. Then it is taken before that one. What comes before
 * in the line is not under the lock, though it would be in the program; that only leaves more executions to
 * pass, unless it is a call, which may lock something else: so of a line with a call before that access it is
 * not known what would become of it.
 */
#include "rt/error/line_lock.h"

#include "engine/reserve.h"
#include "rt/error/unwind.h"
#include "rt/memory/heap.h"
#include "rt/sync/object.h"

struct stretch { /* of the line's code */
	uint64_t start, end;
	uint64_t lock; /* as overrides tell it */
	uint16_t line;
	uint8_t where, how;
};

struct access { /* by which the lock of the line is found */
	uint64_t pc;
	uint16_t line;
};

static uint64_t (*find_address)(uint64_t place);
static struct stretch *stretches;
static struct access *accesses;
static size_t stretch_count, access_count;
static struct line { /* by number: */
	bool taken;  /* its lock was taken there, */
	bool used;   /* and the program itself has used that */
} * lines;

enum { NOT_HELD, HELD, BUSY };

#define MOST_LINES ((size_t)1 << 16)

static void note_lock(uint64_t address);
static const struct line_hooks hooks = {line_lock_see_access, line_lock_see_event, note_lock};

void line_lock_add(const struct acq_override *o, uint64_t (*address_of)(uint64_t place))
{
	size_t got;

	if (!rt.lines) {
		stretches = engine_reserve(sizeof *stretches << 20, &got);
		accesses = engine_reserve(sizeof *accesses << 20, &got);
		lines = engine_reserve(sizeof *lines * MOST_LINES, &got);
	}
	rt.lines = &hooks;
	find_address = address_of;
	if (stretch_count >> 20 || access_count >> 20) {
		rt.outcome->override_failed = 1;
		return;
	}
	if (o->kind == ACQ_OVERRIDE_LINE_ACCESS) {
		accesses[access_count++] = (struct access){address_of(o->places[0]), o->line};
		return;
	}
	stretches[stretch_count++] = (struct stretch){
		.start = address_of(o->places[0]),
		.end = address_of(o->places[1]),
		.lock = o->places[2],
		.line = o->line,
		.where = o->where,
		.how = o->how,
	};
}

static const struct stretch *stretch_at(uint64_t pc)
{
	for (size_t i = 0; i < stretch_count; i++)
		if (pc - 1 - stretches[i].start < stretches[i].end - stretches[i].start)
			return &stretches[i];
	return NULL;
}

static bool is_fixed(const struct stretch *s)
{
	return s->where == ACQ_LOCK_FIXED || s->where == ACQ_LOCK_OWN;
}

static pthread_mutex_t own = PTHREAD_MUTEX_INITIALIZER;

/* Threads and their stacks come to be only as the program runs. */
static uint64_t fixed_lock(const struct stretch *s)
{
	if (s->where == ACQ_LOCK_OWN)
		return (uint64_t)&own;
	return ACQ_PLACE_MODULE(s->lock) ? find_address(s->lock) : s->lock;
}

static bool finds_lock(const struct stretch *s, uint64_t pc)
{
	for (size_t i = 0; i < access_count; i++)
		if (accesses[i].pc == pc && accesses[i].line == s->line)
			return true;
	return false;
}

/* --- The lock ------------------------------------------------------------------------------------------- */

static void give_back(struct fiber *f)
{
	struct line_lock l = f->line_lock;

	f->line_lock.state = BUSY;
	if (l.how == ACQ_LOCK_MUTEX)
		mutex_give_back(l.address, l.pc);
	else
		rwlock_give_back((pthread_rwlock_t *)l.address, l.pc);
	f->line_lock = (struct line_lock){0};
}

static void note_line(const struct line *l)
{
	if (l->taken && l->used)
		rt.outcome->overridden = 1;
}

static void take(struct fiber *f, const struct stretch *s, uint64_t lock, uint64_t pc,
                 const struct hook_frame *frame)
{
	if (!lock) {
		rt.outcome->override_failed = 1;
		return;
	}
	f->line_lock =
		(struct line_lock){.address = lock, .pc = pc, .line = s->line, .how = s->how, .state = BUSY};
	if (s->how == ACQ_LOCK_MUTEX)
		mutex_lend(lock, pc, frame);
	else
		rwlock_lend((pthread_rwlock_t *)lock, s->how == ACQ_LOCK_WRITE, pc, frame);
	f->line_lock.state = HELD;
	lines[s->line].taken = true;
	lines[s->line].used |= s->where == ACQ_LOCK_OWN;
	note_line(&lines[s->line]);
}

static void note_lock(uint64_t address)
{
	if (rt.current->line_lock.state == BUSY)
		return;
	for (size_t i = 0; i < stretch_count; i++) {
		struct line *l = &lines[stretches[i].line];
		l->used |= stretches[i].where != ACQ_LOCK_FIXED || fixed_lock(&stretches[i]) == address;
		note_line(l);
	}
}

/* --- What the fiber does -------------------------------------------------------------------------------- */

/* Whether this access of the line has been made since the lock was taken. */
static bool again(struct fiber *f, uint64_t pc, bool write)
{
	struct line_lock *l = &f->line_lock;
	uint64_t access = pc << 1 | write;

	for (uint32_t i = 0; i < l->access_count; i++)
		if (l->accesses[i] == access)
			return true;
	if (l->access_count == sizeof l->accesses / sizeof l->accesses[0])
		rt.outcome->override_failed = 1;
	else
		l->accesses[l->access_count++] = access;
	return false;
}

void line_lock_see_access(uint64_t address, bool write, uint64_t pc, const struct hook_frame *frame)
{
	struct fiber *f = rt.current;

	if (f->line_lock.state == BUSY || (f->line_lock.state == HELD && f->line_lock.depth))
		return;
	const struct stretch *s = stretch_at(pc);
	if (f->line_lock.state == HELD) {
		if (s && s->line == f->line_lock.line && !again(f, pc, write))
			return;
		give_back(f);
	}
	if (!s)
		return;
	if (is_fixed(s)) {
		take(f, s, fixed_lock(s), pc, frame);
	} else if (finds_lock(s, pc)) {
		const struct block *b = heap_block(address);
		if (s->where == ACQ_LOCK_BEHIND)
			take(f, s, address + s->lock, pc, frame);
		else if (b)
			take(f, s, b->address + s->lock, pc, frame);
		else
			rt.outcome->override_failed = 1;
	}
	if (f->line_lock.state == HELD)
		again(f, pc, write);
}

/*
 * The line has called something, or is about to do something itself that is no access. True: the lock is held
 * now.
 */
static bool see(struct fiber *f, uint64_t pc)
{
	uint64_t callers[32];

	if (f->line_lock.state == NOT_HELD && !stretch_count)
		return false;
	if (pc && !unwind_is_program(pc)) {
		size_t n = unwind_find(pc, callers, sizeof callers / sizeof callers[0]);
		pc = n ? callers[n - 1] : pc;
	}
	const struct stretch *s = pc ? stretch_at(pc) : NULL;
	if (f->line_lock.state == HELD && s && s->line == f->line_lock.line)
		return true;
	if (f->line_lock.state == HELD)
		give_back(f);
	if (!s)
		return false;
	if (is_fixed(s))
		take(f, s, fixed_lock(s), pc, NULL);
	else
		rt.outcome->override_failed = 1;
	return f->line_lock.state == HELD;
}

void line_lock_see_event(struct fiber *f, uint64_t pc)
{
	if (f->line_lock.state == BUSY || (f->line_lock.state == HELD && f->line_lock.depth && pc))
		return;
	see(f, pc);
}

void line_lock_see_entry(uint64_t pc)
{
	struct fiber *f = rt.current;

	if (f->line_lock.state == BUSY)
		return;
	if (f->line_lock.state == HELD && f->line_lock.depth)
		f->line_lock.depth++;
	else if (see(f, pc))
		f->line_lock.depth = 1;
}

void line_lock_see_return(void)
{
	struct fiber *f = rt.current;

	if (f->line_lock.state != HELD)
		return;
	if (f->line_lock.depth)
		f->line_lock.depth--;
	else
		give_back(f);
}
