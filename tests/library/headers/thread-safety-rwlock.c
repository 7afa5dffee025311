/* Mistakes with a reader-writer lock that clang notices. For must-not-compile.sh; not a program. */
#include <acqrel/rwlock.h>

static ar_rwlock lock;
static int n AR_GUARDED_BY(lock);

static int needs_it(void) AR_REQUIRES_SHARED(lock);

static int needs_it(void)
{
	return n;
}

static int fine(void)
{
	int seen = 0;

	AR_READ_LOCKED(&lock) {
		seen = needs_it();
	}
	AR_WRITE_LOCKED(&lock) {
		n = seen;
	}
	if (ar_rwlock_try_read_lock(&lock)) {
		seen = n;
		ar_rwlock_read_unlock(&lock);
	}
	ar_rwlock_write_lock(&lock);
	n++;
	ar_rwlock_downgrade(&lock);
	seen += n;
	ar_rwlock_read_unlock(&lock);
	return seen;
}

// cases
void f(void)
{
	AR_WRITE_LOCKED(&lock) {
		AR_WRITE_LOCKED(&lock) {
			n++;
		}
	}
} // error: while mutex 'lock' is held
void f(void)
{
	AR_READ_LOCKED(&lock) {
		AR_READ_LOCKED(&lock) {
			needs_it();
		}
	}
} // error: while mutex 'lock' is held
void f(void)
{
	AR_READ_LOCKED(&lock) {
		AR_WRITE_LOCKED(&lock) {
			n++;
		}
	}
} // error: while mutex 'lock' is held
int f(void)
{
	return fine() + n;
} // error: requires holding rwlock 'lock'
void f(void)
{
	AR_READ_LOCKED(&lock) {
		n++;
	}
} // error: requires holding rwlock 'lock' exclusively
void f(void)
{
	ar_rwlock_read_lock(&lock);
	n++;
	ar_rwlock_read_unlock(&lock);
} // error: exclusively
void f(void)
{
	ar_rwlock_read_lock(&lock);
	ar_rwlock_write_unlock(&lock);
} // error: using exclusive access, expected shared
void f(void)
{
	ar_rwlock_write_lock(&lock);
	ar_rwlock_downgrade(&lock);
	n++;
	ar_rwlock_read_unlock(&lock);
} // error: exclusively
void f(void)
{
	ar_rwlock_write_lock(&lock);
} // error: still held at the end of function
int f(void)
{
	return needs_it();
} // error: requires holding rwlock 'lock'
