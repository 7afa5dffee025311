/* The steps of the reported execution in words. */
#define _GNU_SOURCE
#include "report/rows.h"

#include "protocol/outcome.h"
#include "protocol/step.h"
#include "protocol/verdict.h"
#include "report/chosen_steps.h"
#include "report/explain/library.h"
#include "report/names.h"
#include "report/source/places.h"
#include "report/source/stacks.h"
#include "report/words.h"

#include <string.h>

/* "race with :33", and with whose if both are at the same place. */
static const char *race_words(struct report *r, uint32_t step, const struct location *other)
{
	const char *place = place_short(r, stack_top(&other->stack));

	if (!*place)
		return arena_print(r->arena, "race with %s", thread_name(r, other->site->thread));
	if (strcmp(place, place_short(r, step_frame(r, step))))
		return arena_print(r->arena, "race with %s", place);
	return arena_print(r->arena, "race with %s of %s", place, thread_name(r, other->site->thread));
}

static const char *mark_words(struct report *r, const struct acq_step *s, uint32_t step)
{
	if (!(s->flags & ACQ_STEP_OFFENDING) || (r->verdict == ACQ_LEAK && s->kind != ACQ_STEP_ALLOC))
		return NULL;
	switch (r->verdict) {
	case ACQ_DATA_RACE:
		for (size_t i = 0; i < r->location_count; i++) {
			const struct acq_site *other = &r->locations[i].site[0];
			bool accesses = other->role == ACQ_SITE_ACCESS || other->role == ACQ_SITE_PREVIOUS ||
			                other->role == ACQ_SITE_FREE;
			if (accesses && other->step != step)
				return race_words(r, step, &r->locations[i]);
		}
		return "race";
	case ACQ_USE_AFTER_FREE:
		return s->kind == ACQ_STEP_FREE ? "frees" : "uses";
	case ACQ_ASSERTION:
	case ACQ_EXIT_FAILURE:
		return "fails";
	default:
		if (s->kind == ACQ_STEP_STUCK && acq_verdict_is(r->verdict, ACQ_WAITS))
			return "for ever";
		return "here";
	}
}

/* ":36", with the thread when the place alone could be several threads'. */
static const char *source_words(struct report *r, uint32_t from)
{
	const char *place = place_short(r, step_frame(r, from)),
		   *thread = thread_name(r, r->steps[from].thread);

	return strstr(thread, " #") ? arena_print(r->arena, "%s of %s", place, thread) : place;
}

static const char *value_of(struct report *r, const struct acq_step *s, uint64_t value, uint64_t high)
{
	struct value_type type = {0};

	if (s->size == 16) /* most are a pointer and a count */
		return arena_print(r->arena, "{%s, %s}", value_text(r, value, 8, &type),
		                   value_text(r, high, 8, &type));
	address_name(r, s->addr, s->len, &type);
	return value_text(r, value, s->size, &type);
}

/*
 * Whether the write that it misses is above it: where it is below, the order shown says all there is to say.
 */
static bool misses_above(const struct report *r, const struct acq_step *s)
{
	return s->flags & ACQ_STEP_STALE && s->newest < r->step_count && s->newest < (uint32_t)(s - r->steps);
}

/* What a read got its value from, where that is worth a word. */
static const char *from_words(struct report *r, const struct acq_step *s)
{
	if (s->from < r->step_count && r->steps[s->from].thread != s->thread) {
		const char *verb = s->flags & ACQ_STEP_SYNCHRONIZES ? "synchronizes with" : "reads";
		bool woken = s->op == ACQ_CALL_WOKEN || s->op == ACQ_CALL_FUTEX_WOKEN;
		if (s->kind == ACQ_STEP_CALL && !woken && !(s->flags & ACQ_STEP_SYNCHRONIZES))
			return NULL;
		if (s->kind == ACQ_STEP_CALL && woken)
			verb = "by";
		if (s->kind == ACQ_STEP_LOCK && r->steps[s->from].kind == ACQ_STEP_UNLOCK)
			verb = "after the unlock at";
		return arena_print(r->arena, "%s %s", verb, source_words(r, s->from));
	}
	if (s->from == ACQ_FROM_INIT && misses_above(r, s))
		return "reads the initial value";
	return NULL;
}

static const char *stale_words(struct report *r, const struct acq_step *s)
{
	if (!misses_above(r, s))
		return NULL;
	const struct acq_step *newest = &r->steps[s->newest];
	return arena_print(r->arena, "though %s wrote %s", source_words(r, s->newest),
	                   value_of(r, s, newest->value_written, newest->high_written));
}

static const char *stuck_words(struct report *r, const struct acq_step *s, uint32_t step)
{
	switch (s->stuck) {
	case ACQ_STUCK_LOCK:
		return arena_print(r->arena, "lock %s, held by %s", object_name(r, step),
		                   thread_name(r, s->peer));
	case ACQ_STUCK_SLEEP:
		if (s->op == ACQ_CALL_LIBRARY)
			return library_words(r, step);
		return arena_print(r->arena, "sleep on %s", object_name(r, step));
	case ACQ_STUCK_WAIT:
		if (s->op == ACQ_CALL_LIBRARY)
			return library_words(r, step);
		return arena_print(r->arena, "wait for %s", object_name(r, step));
	case ACQ_STUCK_JOIN:
		return arena_print(r->arena, "join %s, which does not end", thread_name(r, s->peer));
	case ACQ_STUCK_SPIN:
		return arena_print(r->arena, "spin: %s stays %s", object_name(r, step),
		                   value_of(r, s, s->value_read, s->high_read));
	default:
		return "goes no further";
	}
}

static const char *wake_words(struct report *r, const struct acq_step *s)
{
	unsigned long long asleep = s->value_read, woken = s->value_written;

	if (woken == 1)
		return arena_print(r->arena, "wakes %s", thread_name(r, s->peer));
	if (woken)
		return arena_print(r->arena, "wakes %llu", woken);
	return asleep ? "wakes none of the sleeping threads" : "no thread sleeps";
}

static const char *call_words(struct report *r, const struct acq_step *s, uint32_t step)
{
	const char *words = arena_print(r->arena, "%s %s", call_name(s->op), object_name(r, step));
	unsigned long long read = s->value_read, written = s->value_written;

	switch (s->op) {
	case ACQ_CALL_LIBRARY:
		return library_words(r, step);
	case ACQ_CALL_SIGNAL:
		return read ? arena_print(r->arena, "%s: wakes %s", words, thread_name(r, s->peer))
		            : arena_print(r->arena, "%s: no thread waits", words);
	case ACQ_CALL_BROADCAST:
		return read ? arena_print(r->arena, "%s: wakes %llu", words, read)
		            : arena_print(r->arena, "%s: no thread waits", words);
	case ACQ_CALL_SEM_POST:
	case ACQ_CALL_SEM_WAIT:
		return arena_print(r->arena, "%s%s \1 %llu", read == written ? "failed " : "", words,
		                   written);
	case ACQ_CALL_BARRIER:
		return arena_print(r->arena, "%s, %llu of %llu", words, read, written);
	case ACQ_CALL_FUTEX_WAKE:
		return arena_print(r->arena, "%s: %s", words, wake_words(r, s));
	case ACQ_CALL_FUTEX_MOVED:
		return arena_print(r->arena, "move %llu to %s", written, object_name(r, step));
	default:
		return words;
	}
}

/* A lock that is not simply locked says in which way. */
static const char *lock_verb(const struct acq_step *s)
{
	return s->op == ACQ_CALL_READ_LOCK    ? "read-lock"
	       : s->op == ACQ_CALL_WRITE_LOCK ? "write-lock"
	                                      : "lock";
}

static const char *atomic_words(struct report *r, const struct acq_step *s, uint32_t step)
{
	const char *name = object_name(r, step), *read = value_of(r, s, s->value_read, s->high_read);
	const char *written = value_of(r, s, s->value_written, s->high_written);

	switch (s->kind) {
	case ACQ_STEP_LOAD:
		if (s->op == ACQ_CALL_FUTEX_WAIT)
			return arena_print(r->arena, "futex: look at %s \1 %s", name, read);
		return arena_print(r->arena, "load %s \1 %s", name, read);
	case ACQ_STEP_STORE:
		return arena_print(r->arena, "store %s = %s", name, written);
	case ACQ_STEP_CAS_FAILED:
		return arena_print(r->arena, "failed cas %s \1 %s", name, read);
	default:
		return arena_print(r->arena, "%s %s %s \1 %s",
		                   s->kind == ACQ_STEP_CAS ? "cas" : rmw_name(s->op), name, read, written);
	}
}

static const char *access_words(struct report *r, const struct acq_step *s, uint32_t step)
{
	const char *verb = s->kind == ACQ_STEP_PLAIN_READ ? "read" : "write";

	if (!s->addr)
		return s->flags & ACQ_STEP_OFFENDING ? verdict_word(r->verdict) : verb;
	const char *name = object_name(r, step);
	if (s->flags & ACQ_STEP_VALUE && s->repeat == 1)
		return arena_print(r->arena, "%s %s \1 %s", verb, name, value_of(r, s, s->value_read, 0));
	return s->repeat > 1 ? arena_print(r->arena, "%s %s \2%u", verb, name, s->repeat)
	                     : arena_print(r->arena, "%s %s", verb, name);
}

/* What was made to happen, perhaps to another thread. */
static const char *choice_row(struct report *r, const struct acq_step *s)
{
	const char *words = choice_words(r, s->op);

	if (s->op < ACQ_CHOICE_TIMEOUT)
		return arena_print(r->arena, "%s returns %s (made to fail)", choice_name(s->op),
		                   choice_result(s->op));
	return s->peer == ACQ_NO_THREAD ? words
	                                : arena_print(r->arena, "%s: %s", thread_name(r, s->peer), words);
}

const char *row_what(struct report *r, const struct row *row, const char *arrow, const char *times)
{
	const char *s = row->what, *out = "";

	for (size_t n; *s; s += n) {
		n = strcspn(s, "\1\2");
		if (n)
			out = arena_print(r->arena, "%s%.*s", out, (int)n, s);
		else
			out = arena_print(r->arena, "%s%s", out, s[n++] == '\1' ? arrow : times);
	}
	return out;
}

/*
 * \1 stands for an arrow and \2 for a multiplication sign: which characters is decided when they are written.
 */
static const char *what_words(struct report *r, const struct acq_step *s, uint32_t step)
{
	switch (s->kind) {
	case ACQ_STEP_FENCE:
		return "fence";
	case ACQ_STEP_CREATE:
		return arena_print(r->arena, "create %s", thread_name(r, s->peer));
	case ACQ_STEP_JOIN:
		return arena_print(r->arena, "join %s", thread_name(r, s->peer));
	case ACQ_STEP_LOCK:
		return arena_print(r->arena, "%s %s", lock_verb(s), object_name(r, step));
	case ACQ_STEP_TRYLOCK_FAILED:
		return arena_print(r->arena, "failed try%s %s", lock_verb(s), object_name(r, step));
	case ACQ_STEP_UNLOCK:
		return arena_print(r->arena, "unlock %s", object_name(r, step));
	case ACQ_STEP_CHOICE:
		if (s->op != ACQ_CHOICE_ASKED)
			return choice_row(r, s);
		return arena_print(r->arena, "chooses %llu", (unsigned long long)s->value_read);
	case ACQ_STEP_PLAIN_READ:
	case ACQ_STEP_PLAIN_WRITE:
		return access_words(r, s, step);
	case ACQ_STEP_ALLOC:
		return arena_print(r->arena, "allocate %s, %s", block_name(r, s->addr),
		                   bytes_text(r, s->len));
	case ACQ_STEP_FREE:
		return arena_print(r->arena, "free %s", block_name(r, s->addr));
	case ACQ_STEP_EXIT:
		return arena_print(r->arena, "exit with status %llu", (unsigned long long)s->value_read);
	case ACQ_STEP_STUCK:
		return stuck_words(r, s, step);
	case ACQ_STEP_CALL:
		return call_words(r, s, step);
	default:
		return atomic_words(r, s, step);
	}
}

static void add_note(struct row *row, const char *note)
{
	if (note && row->note_count < MOST_NOTES)
		row->notes[row->note_count++] = note;
}

static bool has_order(uint8_t kind)
{
	return kind <= ACQ_STEP_FENCE;
}

static struct row make_row(struct report *r, uint32_t step)
{
	const struct acq_step *s = &r->steps[step];
	struct row row = {
		.step = step,
		.thread = s->thread,
		.place = place_short(r, step_frame(r, step)),
		.what = what_words(r, s, step),
		.order = has_order(s->kind) ? order_name(s->order) : "",
		.mark = mark_words(r, s, step),
		.times = 1,
	};

	if (s->kind != ACQ_STEP_JOIN && s->kind != ACQ_STEP_STUCK)
		add_note(&row, from_words(r, s));
	add_note(&row, stale_words(r, s));
	if (s->flags & ACQ_STEP_SPURIOUS)
		add_note(&row, "fails spuriously");
	return row;
}

static bool same_row(const struct row *a, const struct row *b)
{
	if (a->thread != b->thread || a->mark || b->mark || strcmp(a->place, b->place) ||
	    strcmp(a->what, b->what) || strcmp(a->order, b->order) || a->note_count != b->note_count)
		return false;
	for (size_t i = 0; i < a->note_count; i++)
		if (strcmp(a->notes[i], b->notes[i]))
			return false;
	return true;
}

static void add_row(struct report *r, struct row row)
{
	struct row *last = r->row_count ? &r->rows[r->row_count - 1] : NULL;

	if (last && row.left_out && last->left_out) {
		last->left_out += row.left_out;
		return;
	}
	if (last && !row.left_out && !last->left_out && same_row(last, &row)) {
		last->times++;
		return;
	}
	r->rows = arena_grow(r->arena, r->rows, r->row_count, &r->row_room, sizeof row);
	r->rows[r->row_count++] = row;
}

bool step_is_plain(const struct acq_step *s)
{
	return s->kind == ACQ_STEP_PLAIN_READ || s->kind == ACQ_STEP_PLAIN_WRITE;
}

/* By thread: the number of its last step that can have led to the error, plus one. */
static uint32_t *find_last_steps(struct report *r)
{
	uint32_t *last = arena_alloc(r->arena, (UINT16_MAX + 1) * sizeof *last);

	for (uint32_t i = 0; i < r->step_count; i++)
		if (!step_is_plain(&r->steps[i]) || r->steps[i].flags & ACQ_STEP_OFFENDING)
			last[r->steps[i].thread] = i + 1;
	return last;
}

/*
 * That a thread begins and ends goes without saying, and that one is created which does nothing; nor does it
 * matter what a thread does to memory after all else.
 */
static bool is_worth_a_row(const struct report *r, uint32_t step, const uint32_t *last)
{
	const struct acq_step *s = &r->steps[step];

	return !r->quiet[step] && s->kind != ACQ_STEP_BEGIN && s->kind != ACQ_STEP_END &&
	       step < last[s->thread] && (s->kind != ACQ_STEP_CREATE || last[s->peer]);
}

void rows_resolve(struct report *r)
{
	const bool *chosen = steps_choose(r);
	const uint32_t *last = find_last_steps(r);

	for (uint32_t i = 0; i < r->step_count; i++)
		if (is_worth_a_row(r, i, last))
			add_row(r, chosen[i] ? make_row(r, i) : (struct row){.step = i, .left_out = 1});
}
