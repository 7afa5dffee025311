/*
 * What programs say about themselves to tools of this kind: the functions that libtsan exports for them. A
 * claim is followed, as libtsan does, and nothing else in the program depends on it.
 *
 * An address has a word of its own, outside the program. A release (AnnotateHappensBefore, the end of a lock)
 * and an acquire (AnnotateHappensAfter, a lock that has been taken) are read-modify-writes of it that put
 * back what they find. So they come in one order for each address, and of two that program order and
 * reads-from order, as those of a lock whose own operations are seen, there is one order only and nothing
 * more to explore. An acquire synchronizes with all releases that come before it, through the release
 * sequence: it has to be no plain load, or it could read an old value though the program's own flag, perhaps
 * relaxed, has announced the release. It releases nothing. Where nothing orders a release and an acquire both
 * orders are explored, and a race in that in which the acquire comes first is found.
 *
 * Which races do not count is asked where one has been found: then it is a cut, because what such an access
 * may read is not explored.
 */
#include "rt/error/violation.h"
#include "rt/memory/benign.h"
#include "rt/memory/heap.h"
#include "rt/sync/object.h"

#include <pthread.h>

/* --- Claims of order ---------------------------------------------------------------------------------- */

enum claim { PAIR, WRITERS, READERS }; /* what the word of an address is for; a lock has the last two */

static struct transition put_back(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand, (void)variant;
	return BECOMES(old);
}

static const struct transition_function claimed = {.apply = put_back, .call = ACQ_CALL_NONE};

/* Memory that is allocated anew is another object. */
static uint64_t word_of(uint64_t address, enum claim claim, uint64_t pc)
{
	const struct block *b = heap_is(address) ? heap_block(address) : NULL;
	uint64_t life = b ? waiter_number(b->thread, b->alloc_epoch) : 0;

	if (address >> 47 || life >> 17)
		violation_unsupported(pc,
		                      "an annotation of an address that is none, or of too many heap blocks");
	return object_word(waiter_number((uint16_t)(NO_THREAD - claim), life << 47 | address));
}

static void announce(const volatile void *address, enum claim claim, uint8_t order, uint64_t pc)
{
	if (!rt_in_program())
		return;
	struct object_call c = {&claimed, word_of((uint64_t)address, claim, pc), 0, pc, order, 8, NULL};

	object_perform(&c);
}

EXPORT void __tsan_release(void *address)
{
	announce(address, PAIR, RELEASE, RETURN_ADDRESS);
}

EXPORT void __tsan_acquire(void *address)
{
	announce(address, PAIR, ACQUIRE, RETURN_ADDRESS);
}

#define PLACE        const char *file, int line
#define UNUSED_PLACE ((void)file, (void)line)

#define CLAIM(name, order)                                      \
	EXPORT void name(PLACE, const volatile void *address)   \
	{                                                       \
		UNUSED_PLACE;                                   \
		announce(address, PAIR, order, RETURN_ADDRESS); \
	}

CLAIM(AnnotateHappensBefore, RELEASE)
CLAIM(AnnotateHappensAfter, ACQUIRE)
CLAIM(WTFAnnotateHappensBefore, RELEASE)
CLAIM(WTFAnnotateHappensAfter, ACQUIRE)

/*
 * --- Locks of the program's own ---------------------------------------------------------------------------
 */

static void lock(void *m, bool writes, uint64_t pc)
{
	announce(m, WRITERS, ACQUIRE, pc);
	if (writes)
		announce(m, READERS, ACQUIRE, pc);
}

static void unlock(void *m, bool writes, uint64_t pc)
{
	announce(m, writes ? WRITERS : READERS, RELEASE, pc);
}

EXPORT void AnnotateRWLockAcquired(PLACE, void *m, long writes)
{
	UNUSED_PLACE;
	lock(m, writes != 0, RETURN_ADDRESS);
}

EXPORT void AnnotateRWLockReleased(PLACE, void *m, long writes)
{
	UNUSED_PLACE;
	unlock(m, writes != 0, RETURN_ADDRESS);
}

/* As in <sanitizer/tsan_interface.h>. */
#define READ_LOCK       (1u << 3)
#define TRY_LOCK_FAILED (1u << 5)

EXPORT void __tsan_mutex_post_lock(void *m, unsigned flags, int recursion)
{
	(void)recursion;
	if (!(flags & TRY_LOCK_FAILED))
		lock(m, !(flags & READ_LOCK), RETURN_ADDRESS);
}

EXPORT int __tsan_mutex_pre_unlock(void *m, unsigned flags)
{
	unlock(m, !(flags & READ_LOCK), RETURN_ADDRESS);
	return 0;
}

/*
 * How it is done inside is checked like anything else: that a lock begins or a mutex exists claims nothing.
 */
EXPORT void __tsan_mutex_create(void *m, unsigned flags)
{
	(void)m, (void)flags;
}

EXPORT void __tsan_mutex_destroy(void *m, unsigned flags)
{
	(void)m, (void)flags;
}

EXPORT void __tsan_mutex_pre_lock(void *m, unsigned flags)
{
	(void)m, (void)flags;
}

EXPORT void __tsan_mutex_post_unlock(void *m, unsigned flags)
{
	(void)m, (void)flags;
}

EXPORT void __tsan_mutex_pre_signal(void *m, unsigned flags)
{
	(void)m, (void)flags;
}

EXPORT void __tsan_mutex_post_signal(void *m, unsigned flags)
{
	(void)m, (void)flags;
}

EXPORT void __tsan_mutex_pre_divert(void *m, unsigned flags)
{
	(void)m, (void)flags;
}

EXPORT void __tsan_mutex_post_divert(void *m, unsigned flags)
{
	(void)m, (void)flags;
}

/*
 * --- Races that do not count ------------------------------------------------------------------------------
 */

EXPORT void AnnotateBenignRaceSized(PLACE, const volatile void *address, size_t size, const char *why)
{
	UNUSED_PLACE, (void)why;
	benign_add(address, size, RETURN_ADDRESS);
}

EXPORT void AnnotateBenignRace(PLACE, const volatile void *address, const char *why)
{
	UNUSED_PLACE, (void)why;
	benign_add(address, 1, RETURN_ADDRESS);
}

EXPORT void WTFAnnotateBenignRaceSized(PLACE, const volatile void *address, size_t size, const char *why)
{
	UNUSED_PLACE, (void)why;
	benign_add(address, size, RETURN_ADDRESS);
}

EXPORT void AnnotateIgnoreReadsBegin(PLACE)
{
	UNUSED_PLACE;
	benign_begin_ignoring(false, RETURN_ADDRESS);
}

EXPORT void AnnotateIgnoreReadsEnd(PLACE)
{
	UNUSED_PLACE;
	benign_end_ignoring(false);
}

EXPORT void AnnotateIgnoreWritesBegin(PLACE)
{
	UNUSED_PLACE;
	benign_begin_ignoring(true, RETURN_ADDRESS);
}

EXPORT void AnnotateIgnoreWritesEnd(PLACE)
{
	UNUSED_PLACE;
	benign_end_ignoring(true);
}

/*
 * --- The rest ---------------------------------------------------------------------------------------------
 */

EXPORT void AnnotateThreadName(PLACE, const char *name)
{
	UNUSED_PLACE;
	char shortened[16] = {0};

	if (!rt_in_program())
		return;
	for (size_t i = 0; i < sizeof shortened - 1 && name[i]; i++)
		shortened[i] = name[i];
	pthread_setname_np(pthread_self(), shortened);
}

/* They claim nothing that could be followed: what they are about is seen. */
#define NOTHING(name, ...)                     \
	EXPORT void name(PLACE, ##__VA_ARGS__) \
	{                                      \
		UNUSED_PLACE;                  \
	}
#define OF_ONE   __attribute__((unused)) const volatile void *address
#define OF_SIZED OF_ONE, __attribute__((unused)) size_t size

NOTHING(AnnotateNoOp, OF_ONE)
NOTHING(AnnotateFlushState)
NOTHING(AnnotateFlushExpectedRaces)
NOTHING(AnnotateEnableRaceDetection, __attribute__((unused)) int enable)
NOTHING(AnnotateExpectRace, OF_ONE, __attribute__((unused)) const char *why)
NOTHING(AnnotateNewMemory, OF_SIZED)
NOTHING(AnnotateMemoryIsInitialized, OF_SIZED)
NOTHING(AnnotateMemoryIsUninitialized, OF_SIZED)
NOTHING(AnnotatePublishMemoryRange, OF_SIZED)
NOTHING(AnnotateUnpublishMemoryRange, OF_SIZED)
NOTHING(AnnotateTraceMemory, OF_ONE)
NOTHING(AnnotateIgnoreSyncBegin)
NOTHING(AnnotateIgnoreSyncEnd)
NOTHING(AnnotateMutexIsUsedAsCondVar, OF_ONE)
NOTHING(AnnotateMutexIsNotPHB, OF_ONE)
NOTHING(AnnotateCondVarSignal, OF_ONE)
NOTHING(AnnotateCondVarSignalAll, OF_ONE)
NOTHING(AnnotateCondVarWait, OF_ONE, __attribute__((unused)) void *mutex)
NOTHING(AnnotatePCQCreate, OF_ONE)
NOTHING(AnnotatePCQDestroy, OF_ONE)
NOTHING(AnnotatePCQPut, OF_ONE)
NOTHING(AnnotatePCQGet, OF_ONE)
NOTHING(AnnotateRWLockCreate, OF_ONE)
NOTHING(AnnotateRWLockCreateStatic, OF_ONE)
NOTHING(AnnotateRWLockDestroy, OF_ONE)

EXPORT void __tsan_flush_memory(void)
{
}

EXPORT int RunningOnValgrind(void)
{
	return 0;
}

/*
 * --- Fibers
 * -------------------------------------------------------------------------------------------------
 */

/* Of the program's own, which it switches between in ways that are not seen. A thread is one until then. */
EXPORT void *__tsan_get_current_fiber(void)
{
	return rt.current;
}

EXPORT void *__tsan_create_fiber(unsigned flags)
{
	(void)flags;
	if (rt_in_program())
		violation_unsupported(
			RETURN_ADDRESS,
			"__tsan_create_fiber: contexts that the program switches between itself");
	return NULL;
}

EXPORT void __tsan_switch_to_fiber(void *fiber, unsigned flags)
{
	(void)flags;
	if (rt_in_program() && fiber != rt.current)
		violation_unsupported(
			RETURN_ADDRESS,
			"__tsan_switch_to_fiber: contexts that the program switches between itself");
}

EXPORT void __tsan_destroy_fiber(void *fiber)
{
	(void)fiber;
}

EXPORT void __tsan_set_fiber_name(void *fiber, const char *name)
{
	(void)fiber, (void)name;
}
