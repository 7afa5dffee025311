/*
 * A reader that wants to write without unlocking first.
 *
 * expect: deadlock
 * report: deadlock: main locks what it has locked already
 * report: :14 read-lock books
 */
#include <acqrel/rwlock.h>

static ar_rwlock books;

int main(void)
{
	ar_rwlock_read_lock(&books);
	ar_rwlock_write_lock(&books);
}
