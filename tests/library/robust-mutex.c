/*
 * <acqrel/robust_mutex.h>: of two threads one ends in the middle of a change. Whoever locks next is told, and
 * repairs it; or gives the mutex up, and then nobody gets it. Valid C11 and C++17.
 *
 * ENDING is how the one leaves: 0 returns, 1 calls pthread_exit, 2 poisons and unlocks. With GIVE_UP the
 * other does not repair.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/robust_mutex.h>
#include <assert.h>
#include <pthread.h>

#ifndef ENDING
#define ENDING 0
#endif
#ifdef GIVE_UP
static const bool give_up = true;
#else
static const bool give_up = false;
#endif

struct account {
	ar_robust_mutex lock;
	long left, right; /* their sum stays 0 */
};

#define ROUNDS 100
static struct account accounts[ROUNDS], others[ROUNDS]; /* new ones for each round */
static struct account *account, *another;

static void *stop_halfway(void *arg) AR_NO_THREAD_SAFETY
{
	int error = ar_robust_mutex_lock(&another->lock), told;

	assert(!error);
	told = ar_robust_mutex_lock(&account->lock);
	assert(!told);
	account->left++;
	if (ENDING == 1)
		pthread_exit(NULL);
	if (ENDING == 2) {
		ar_robust_mutex_poison(&account->lock);
		ar_robust_mutex_unlock(&account->lock);
	}
	return arg;
}

/* Returns what locking said. */
static int look(bool repair) AR_NO_THREAD_SAFETY
{
	int result = ar_robust_mutex_lock(&account->lock);

	if (result == ENOTRECOVERABLE)
		return result;
	assert(result == 0 || result == EOWNERDEAD);
	assert(account->left + account->right == (result == EOWNERDEAD));
	if (result == EOWNERDEAD && repair) {
		account->right = -account->left;
		ar_robust_mutex_make_consistent(&account->lock);
	}
	ar_robust_mutex_unlock(&account->lock);
	return result;
}

static void *look_twice(void *arg)
{
	for (int i = 0; i < 2; i++) {
		int result = look(!give_up);
		assert(give_up || result != ENOTRECOVERABLE);
	}
	return arg;
}

static void once(void) AR_NO_THREAD_SAFETY
{
	pthread_t stopping, looking;

	pthread_create(&stopping, NULL, stop_halfway, NULL);
	pthread_create(&looking, NULL, look_twice, NULL);
	pthread_join(stopping, NULL);
	pthread_join(looking, NULL);

	/* The thread held this one too, and has certainly ended. */
	const int told = ar_robust_mutex_try_lock(&another->lock);
	assert(told == EOWNERDEAD);
	const int taken = ar_robust_mutex_try_lock(&another->lock);
	assert(taken == EBUSY);
	const int too_late = ar_robust_mutex_lock_until(&another->lock, 0);
	assert(too_late == ETIMEDOUT);
	ar_robust_mutex_unlock(&another->lock);
	const int lost = ar_robust_mutex_try_lock(&another->lock);
	assert(lost == ENOTRECOVERABLE);

	look(!give_up); /* told if nobody was before, or too late */
	const int last = look(true);
	assert(last == (give_up ? ENOTRECOVERABLE : 0));
}

/* The guard block, with a mutex that was free and with one that is lost. */
static void blocks(ar_robust_mutex *lost)
{
	ar_robust_mutex fresh = AR_ROBUST_MUTEX_INIT;
	int result = -1, entered = 0;

	AR_ROBUST_LOCKED(&fresh, result) {
		assert(result == 0);
		ar_robust_mutex_poison(&fresh);
		entered++;
		continue;
	}
	AR_ROBUST_LOCKED(&fresh, result) {
		assert(result == EOWNERDEAD);
		ar_robust_mutex_make_consistent(&fresh);
		entered++;
	}
	AR_ROBUST_LOCKED(&fresh, result)
		entered++;
	assert(result == 0 && entered == 3);
	AR_ROBUST_LOCKED(lost, result)
		entered++;
	assert(result == ENOTRECOVERABLE && entered == 3);
}

int main(void)
{
	for (int i = 0; i < AR_ITERATIONS(ROUNDS, 1); i++) {
		account = &accounts[i];
		another = &others[i];
		once();
		blocks(&another->lock);
	}
	return 0;
}
