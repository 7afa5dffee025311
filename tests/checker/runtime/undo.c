/* The undo log: what it brings back, in which order, and what it still has when a snapshot is returned to. */
#include "rt/run/undo.h"

#include "../engine/check.h"

#include <string.h>

static void set(char *p, size_t n, char value)
{
	undo_save(p, n);
	memset(p, value, n);
}

static int all_are(const char *p, size_t n, char value)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != value)
			return 0;
	return 1;
}

/* Of what was saved several times, the oldest contents come back. */
static void the_oldest_wins(void)
{
	static char bytes[16] = "first";

	undo_to(0);
	undo_save(bytes, sizeof bytes);
	strcpy(bytes, "second");
	undo_save(bytes + 4, 4);
	bytes[5] = 'X';
	undo_take_snapshot();
	undo_save(bytes, sizeof bytes);
	strcpy(bytes, "third");
	undo_to(0);
	CHECK(!strcmp(bytes, "first"));
}

static void snapshots_are_a_stack(void)
{
	static char bytes[24];

	undo_to(0);
	CHECK(undo_snapshots == 1);
	set(bytes, sizeof bytes, 1);
	uint32_t one = undo_take_snapshot();
	set(bytes, sizeof bytes, 2);
	uint32_t two = undo_take_snapshot();
	set(bytes, sizeof bytes, 3);
	CHECK(one == 1 && two == 2);
	undo_to(two);
	CHECK(all_are(bytes, sizeof bytes, 2));
	set(bytes, sizeof bytes, 4);
	undo_to(one);
	CHECK(all_are(bytes, sizeof bytes, 1));
	CHECK(undo_snapshots == 2);
	CHECK(undo_take_snapshot() == 2);
	undo_to(0);
	CHECK(all_are(bytes, sizeof bytes, 0));
}

static void any_length_and_no_byte_more(void)
{
	static char bytes[300];

	for (size_t n = 0; n <= 130; n++) {
		memset(bytes, 7, sizeof bytes);
		undo_to(0);
		set(bytes + 8, n, 9);
		bytes[7] = bytes[8 + n] = 5;
		undo_to(0);
		CHECK(all_are(bytes + 8, n, 7));
		CHECK(bytes[7] == 5 && bytes[8 + n] == 5);
	}
}

struct object {
	uint32_t serial;
	char bytes[100];
};

static void change(struct object *o, char value)
{
	if (!undo_is_saved(o->serial))
		undo_save_object(o->bytes, sizeof o->bytes, &o->serial);
	memset(o->bytes, value, sizeof o->bytes);
}

/* What stays in the log need not be saved again, and comes back each time. */
static void a_snapshot_may_be_returned_to_again(void)
{
	static struct object o;

	undo_to(0);
	undo_take_snapshot();
	for (char i = 1; i < 5; i++) {
		change(&o, i);
		change(&o, (char)(i + 50));
		undo_to(1);
		CHECK(all_are(o.bytes, sizeof o.bytes, 0));
		CHECK(undo_is_saved(o.serial));
	}
	undo_to(0);
	CHECK(!undo_is_saved(o.serial));
	change(&o, 1);
	undo_to(0);
	CHECK(all_are(o.bytes, sizeof o.bytes, 0));
}

/* What came after what has no serial does not stay: in another order it would come back in a wrong one. */
static void nothing_stays_behind_raw_bytes(void)
{
	static struct object before, after;
	static char raw[8];

	undo_to(0);
	undo_take_snapshot();
	change(&before, 1);
	set(raw, sizeof raw, 1);
	change(&after, 1);
	undo_to(1);
	CHECK(undo_is_saved(before.serial));
	CHECK(!undo_is_saved(after.serial));
	undo_to(1);
	CHECK(all_are(before.bytes, sizeof before.bytes, 0));
	CHECK(all_are(raw, sizeof raw, 0) && all_are(after.bytes, sizeof after.bytes, 0));
	change(&after, 1); /* without raw bytes before it this time */
	undo_to(1);
	CHECK(undo_is_saved(after.serial) && all_are(after.bytes, sizeof after.bytes, 0));
}

/* A later snapshot's entries do not stay for the earlier one. */
static void a_serial_is_of_its_snapshot(void)
{
	static struct object o;

	undo_to(0);
	undo_take_snapshot();
	change(&o, 1);
	undo_take_snapshot();
	CHECK(!undo_is_saved(o.serial));
	change(&o, 2);
	undo_to(2);
	CHECK(all_are(o.bytes, sizeof o.bytes, 1));
	undo_to(1);
	CHECK(all_are(o.bytes, sizeof o.bytes, 0));
	CHECK(undo_is_saved(o.serial));
	change(&o, 3);
	undo_to(1);
	CHECK(all_are(o.bytes, sizeof o.bytes, 0));
}

/* Not more than some KiB stay. What does not is saved again when it changes again. */
static void a_part_stays(void)
{
	static struct object many[1000];
	size_t stay = 0;

	undo_to(0);
	undo_take_snapshot();
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < 1000; i++)
			change(&many[i], (char)(round + 1));
		undo_to(1);
		for (size_t i = 0; i < 1000; i++)
			CHECK(all_are(many[i].bytes, sizeof many[i].bytes, 0));
	}
	for (size_t i = 0; i < 1000; i++)
		stay += (size_t)undo_is_saved(many[i].serial);
	CHECK(stay > 10 && stay < 500);
	CHECK(undo_is_saved(many[0].serial) && !undo_is_saved(many[999].serial));
}

int main(void)
{
	undo_init();
	the_oldest_wins();
	snapshots_are_a_stack();
	any_length_and_no_byte_more();
	a_snapshot_may_be_returned_to_again();
	nothing_stays_behind_raw_bytes();
	a_serial_is_of_its_snapshot();
	a_part_stays();
	return check_result();
}
