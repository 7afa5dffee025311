#define _GNU_SOURCE
#include "instrument/known.h"

#include "cli/strings.h"

#include <stdlib.h>
#include <string.h>

void known_forget(struct known *k, char *const symbols[KNOWN_REGISTERS])
{
	k->announced_count = k->remembered_count = 0;
	k->object = k->table = value_unknown();
	for (unsigned r = 0; r < KNOWN_REGISTERS; r++)
		k->registers[r] = symbols[r] ? value_of_symbol(symbols[r]) : value_unknown();
}

/* --- Memory --------------------------------------------------------------------------------------------- */

static bool overlap(struct value a, uint64_t size_a, struct value b, uint64_t size_b)
{
	if (a.unknown != b.unknown)
		return true; /* for all that is known */
	return a.number < b.number ? (uint64_t)b.number - (uint64_t)a.number < size_a
	                           : (uint64_t)a.number - (uint64_t)b.number < size_b;
}

void known_memory_changes(struct known *k, struct value address, uint64_t size)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < k->remembered_count; i++)
		if (!overlap(k->remembered[i].address, k->remembered[i].size, address, size))
			k->remembered[kept++] = k->remembered[i];
	k->remembered_count = kept;
}

void known_memory_holds(struct known *k, struct value address, uint32_t size, struct value v)
{
	if (k->remembered_count == MAX_REMEMBERED)
		memmove(k->remembered, k->remembered + 1, --k->remembered_count * sizeof k->remembered[0]);
	k->remembered[k->remembered_count++] = (struct remembered){address, v, size};
}

struct value known_memory(struct known *k, struct value address, uint32_t size)
{
	for (unsigned i = 0; i < k->remembered_count; i++)
		if (value_equal(k->remembered[i].address, address) && k->remembered[i].size == size)
			return k->remembered[i].value;
	struct value v = value_unknown();
	known_memory_holds(k, address, size, v);
	return v;
}

/* --- Announcements -------------------------------------------------------------------------------------- */

static void forget_announced_writes(struct known *k)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < k->announced_count; i++)
		if (!k->announced[i].write)
			k->announced[kept++] = k->announced[i];
	k->announced_count = kept;
}

/*
 * Others may run in an announcement, before it is one. If there is a snapshot then, what was announced before
 * is not saved in it: so a write needs the last announcement of all.
 */
void known_announce(struct known *k, struct value address, uint64_t size, bool write)
{
	forget_announced_writes(k);
	if (k->announced_count == MAX_ANNOUNCED)
		memmove(k->announced, k->announced + 1, --k->announced_count * sizeof k->announced[0]);
	k->announced[k->announced_count++] =
		(struct announced){.address = address, .size = size, .write = write};
}

/* The runtime changes nothing of what compilers keep for themselves in the frame; other functions may. */
static void others_run(struct known *k, bool only_runtime)
{
	unsigned kept = 0;

	for (unsigned i = 0; only_runtime && i < k->remembered_count; i++)
		if (k->remembered[i].address.unknown == k->registers[known_stack].unknown ||
		    k->remembered[i].address.unknown == k->registers[known_frame].unknown)
			k->remembered[kept++] = k->remembered[i];
	k->remembered_count = kept;
	k->announced_count = 0;
}

bool known_is_announcement(const char *call)
{
	return strstr(call, "__tsan_read") || strstr(call, "__tsan_write") ||
	       strstr(call, "__tsan_unaligned");
}

bool known_called(struct known *k, const char *function, struct value address, struct value size)
{
	static const char *const prefixes[] = {"__tsan_unaligned_", "__tsan_volatile_",
	                                       "__tsan_unaligned_volatile_", "__tsan_"};
	const char *access = NULL;
	bool is_quiet = !strcmp(function, "__tsan_func_entry") || !strcmp(function, "__tsan_func_exit");

	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0] && !access; i++)
		if (starts_with(function, prefixes[i]) &&
		    (starts_with(function + strlen(prefixes[i]), "read") ||
		     starts_with(function + strlen(prefixes[i]), "write")))
			access = function + strlen(prefixes[i]);
	if (!strcmp(function, "__tsan_vptr_read") || !strcmp(function, "__tsan_vptr_update")) {
		known_announce(k, address, 8, ends_with(function, "update"));
		k->object = address;
		return true;
	}
	if (!access) {
		if (!is_quiet)
			others_run(k, starts_with(function, "__tsan_"));
		if (starts_with(function, "__tsan_atomic") && ends_with(function, "_load"))
			k->announced[k->announced_count++] = (struct announced){
				.address = address,
				.size = strtoul(function + strlen("__tsan_atomic"), NULL, 10) / 8,
				.once = true,
			};
		return false;
	}
	bool both = starts_with(access, "read_write"), write = both || starts_with(access, "write");
	const char *digits = access + strcspn(access, "0123456789");
	uint64_t bytes = ends_with(access, "_range") ? (size.unknown ? 0 : (uint64_t)size.number)
	                                             : strtoul(digits, NULL, 10);
	/* Those of a volatile access may be made an event of by the runtime: they are others' turns, too. */
	if (bytes)
		known_announce(k, address, bytes, write);
	else
		forget_announced_writes(k);
	return true;
}

bool known_is_original(struct known *k, struct value address, uint64_t size, bool is_unused)
{
	for (unsigned i = 0; i < k->announced_count; i++) {
		struct announced *a = &k->announced[i];
		if (!a->once || a->size != size || (!is_unused && !value_equal(a->address, address)))
			continue;
		*a = k->announced[--k->announced_count];
		return true;
	}
	return false;
}

bool known_is_wider(struct known *k, struct value address, uint64_t size)
{
	for (unsigned i = 0; i < k->announced_count; i++) {
		struct announced *a = &k->announced[i];
		if (a->once || a->made || a->write || !value_equal(a->address, address) || a->size >= size)
			continue;
		a->made = true;
		return true;
	}
	return false;
}

void known_make(struct known *k, struct value address, uint64_t size)
{
	for (unsigned i = 0; i < k->announced_count; i++)
		if (value_equal(k->announced[i].address, address) && k->announced[i].size == size)
			k->announced[i].made = true;
}

/* A write that was announced stands for a read of the same bytes: what races with one races with both. */
bool known_is_announced(const struct known *k, struct value address, uint64_t size, bool write)
{
	uint64_t done = 0;

	for (bool more = true; more && done < size;) {
		more = false;
		for (unsigned i = 0; i < k->announced_count; i++) {
			const struct announced *a = &k->announced[i];
			if (a->address.unknown != address.unknown || (write && !a->write) || a->once)
				continue;
			int64_t from =
				(int64_t)((uint64_t)address.number + done - (uint64_t)a->address.number);
			if (from >= 0 && (uint64_t)from < a->size) {
				done += a->size - (uint64_t)from;
				more = true;
			}
		}
	}
	return done >= size;
}
