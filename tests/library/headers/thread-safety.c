/* Mistakes with a lock that clang notices. For must-not-compile.sh; not a program. */
#include <acqrel/mutex.h>
#include <acqrel/robust_mutex.h>
#include <acqrel/spinlock.h>

static ar_spinlock lock;
static ar_mutex mutex, other;
static ar_guarded(int) guarded;
static int under_two AR_GUARDED_BY(mutex);
static int n AR_GUARDED_BY(lock);
static int *p AR_PT_GUARDED_BY(lock);

static void needs_it(void) AR_REQUIRES(lock);
static void takes_it(void) AR_EXCLUDES(lock);

static void needs_it(void)
{
	n++;
}

static void takes_it(void)
{
	AR_SPIN_LOCKED(&lock) {
		needs_it();
		if (n > 3)
			return;
		*p = n;
	}
	ar_spinlock_lock(&lock);
	n++;
	ar_spinlock_unlock(&lock);
	if (ar_spinlock_try_lock(&lock)) {
		n++;
		ar_spinlock_unlock(&lock);
	}
}

static void nests(void)
{
	for (int i = 0; i < 3; i++) {
		AR_LOCKED(&mutex) {
			under_two++;
			AR_LOCKED(&other) {
				if (under_two == 7)
					continue;
				under_two++;
			}
			AR_GUARDED(g, &guarded) {
				++*g;
			}
		}
		AR_LOCKED(&mutex) {
			under_two--;
		}
	}
	AR_SPIN_LOCKED(&lock) {
		n++;
	}
	AR_SPIN_LOCKED(&lock) {
		n++;
	}
}

// cases
void f(void)
{
	AR_LOCKED(&mutex) {
		AR_LOCKED(&mutex) {
			under_two++;
		}
	}
} // error: while mutex 'mutex' is held
void f(void)
{
	AR_LOCKED(&mutex) {
		ar_mutex_lock(&mutex);
		ar_mutex_unlock(&mutex);
	}
} // error: already held
void f(void)
{
	ar_mutex_lock(&mutex);
	AR_LOCKED(&mutex) {
		under_two++;
	}
	ar_mutex_unlock(&mutex);
} // error: while mutex 'mutex' is held
void f(void)
{
	AR_GUARDED(a, &guarded) {
		AR_GUARDED(b, &guarded) {
			*a += *b;
		}
	}
} // error: is held
void f(void)
{
	AR_SPIN_LOCKED(&lock) {
		AR_SPIN_LOCKED(&lock) {
			n++;
		}
	}
} // error: while mutex 'lock' is held
int f(void)
{
	return n;
} // error: requires holding spin lock 'lock'
int f(void)
{
	return *p;
} // error: requires holding spin lock 'lock'
void f(void)
{
	needs_it();
} // error: requires holding spin lock 'lock'
void f(void)
{
	ar_spinlock_lock(&lock);
} // error: still held at the end of function
void f(void)
{
	ar_spinlock_unlock(&lock);
} // error: that was not held
void f(void)
{
	ar_spinlock_lock(&lock);
	ar_spinlock_lock(&lock);
	ar_spinlock_unlock(&lock);
} // error: already held
void f(void)
{
	ar_spinlock_lock(&lock);
	takes_it();
	ar_spinlock_unlock(&lock);
} // error: while spin lock 'lock' is held
void f(void)
{
	if (ar_spinlock_try_lock(&lock))
		n++;
} // error: not held on every path
int f(void)
{
	AR_SPIN_LOCKED(&lock) {
		n++;
	}
	return n;
} // error: requires holding spin lock 'lock'
int f(void)
{
	AR_SPIN_LOCKED(&lock) {
		if (n)
			break;
	}
	return n;
} // error: requires holding spin lock 'lock'
