/*
 * A spin lock that its holder locks once more: that is a deadlock, too, though the processor is busy with it.
 *
 * expect: deadlock
 * report: deadlock: main locks what it has locked already
 * report: main waits at line 15 for `lock`, which it itself holds since line 14.
 */
#include <acqrel/spinlock.h>

static ar_spinlock lock;

int main(void)
{
	ar_spinlock_lock(&lock);
	ar_spinlock_lock(&lock);
}
