/*
 * The shapes that everybody knows, and how many complete executions each has: for the reference, so that
 * one can trust it, and for the engine, whichever way the threads are scheduled.
 */
#include "compare.h"

#include "check.h"

/* clang-format off: tables */
#define NONE          \
	{             \
		0, -1 \
	}
#define LD(o, l)                                                                               \
	{                                                                                      \
		.code = I_LOAD, .order = M_##o, .location = l, .value = NONE, .expected = NONE \
	}
#define ST(o, l, v)                                                                                \
	{                                                                                          \
		.code = I_STORE, .order = M_##o, .location = l, .value = {v, -1}, .expected = NONE \
	}
#define ADD(o, l, v)                                                                             \
	{                                                                                        \
		.code = I_ADD, .order = M_##o, .location = l, .value = {v, -1}, .expected = NONE \
	}
#define CAS(o, f, l, e, v)                                                                              \
	{                                                                                               \
		.code = I_CAS, .order = M_##o, .order_failure = M_##f, .location = l, .value = {v, -1}, \
		.expected = {                                                                           \
			e,                                                                              \
			-1                                                                              \
		}                                                                                       \
	}
#define WEAK_CAS(o, f, l, e, v)                                                                              \
	{                                                                                                    \
		.code = I_WEAK_CAS, .order = M_##o, .order_failure = M_##f, .location = l, .value = {v, -1}, \
		.expected = {                                                                                \
			e,                                                                                   \
			-1                                                                                   \
		}                                                                                            \
	}
#define COPY(o, l, r)                                                                             \
	{                                                                                         \
		.code = I_STORE, .order = M_##o, .location = l, .value = {0, r}, .expected = NONE \
	}
#define IF(r, v, n)                                         \
	{                                                   \
		.code = I_IF, .expected = {v, r}, .skip = n \
	}
#define FENCE(o)                                \
	{                                       \
		.code = I_FENCE, .order = M_##o \
	}
#define CHOOSE(n)                                    \
	{                                            \
		.code = I_CHOOSE, .value = { n, -1 } \
	}
#define LOCK(l)                                                                                    \
	{                                                                                          \
		.code = I_LOCK, .order = M_ACQUIRE, .location = l, .value = NONE, .expected = NONE \
	}
#define UNLOCK(l)                                                                                    \
	{                                                                                            \
		.code = I_UNLOCK, .order = M_RELEASE, .location = l, .value = NONE, .expected = NONE \
	}
#define CREATE(t)                             \
	{                                     \
		.code = I_CREATE, .thread = t \
	}
#define JOIN(t)                             \
	{                                   \
		.code = I_JOIN, .thread = t \
	}
#define THREAD(n, ...)                           \
	{                                        \
		.at = {__VA_ARGS__}, .length = n \
	}
#define CREATED(n, ...)                                           \
	{                                                         \
		.at = {__VA_ARGS__}, .length = n, .created = true \
	}

enum { X, Y, Z };

struct shape {
	const char *name;
	unsigned executions;
	uint8_t thread_count;
	struct code_of_thread threads[MAX_THREADS];
};

#define STORE_BUFFERING(write, read)                                                             \
	{                                                                                        \
		THREAD(2, ST(write, X, 1), LD(read, Y)), THREAD(2, ST(write, Y, 1), LD(read, X)) \
	}
#define MESSAGE(write, read)                                                                          \
	{                                                                                             \
		THREAD(2, ST(RELAXED, X, 1), ST(write, Y, 1)), THREAD(2, LD(read, Y), LD(RELAXED, X)) \
	}
#define IRIW(write, read)                                                                                    \
	{                                                                                                    \
		THREAD(1, ST(write, X, 1)), THREAD(1, ST(write, Y, 1)), THREAD(2, LD(read, X), LD(read, Y)), \
			THREAD(2, LD(read, Y), LD(read, X))                                                  \
	}
#define TWO_PLUS_TWO(order)                                                                              \
	{                                                                                                \
		THREAD(2, ST(order, X, 1), ST(order, Y, 2)), THREAD(2, ST(order, Y, 1), ST(order, X, 2)) \
	}
#define CAUSALITY(order)                                                           \
	{                                                                          \
		THREAD(1, ST(order, X, 1)), THREAD(2, LD(order, X), LD(order, Y)), \
			THREAD(2, ST(order, Y, 1), LD(order, X))                   \
	}
#define INCREMENT(order) THREAD(1, ADD(order, X, 1))

static const struct shape shapes[] = {
	{"store buffering, relaxed", 4, 2, STORE_BUFFERING(RELAXED, RELAXED)},
	{"store buffering, release and acquire", 4, 2, STORE_BUFFERING(RELEASE, ACQUIRE)},
	{"store buffering, seq_cst", 3, 2, STORE_BUFFERING(SEQ_CST, SEQ_CST)},
	{"store buffering, seq_cst reads only", 4, 2, STORE_BUFFERING(RELEASE, SEQ_CST)},
	{"store buffering, seq_cst fences",
         3,
         2,
         {THREAD(3, ST(RELAXED, X, 1), FENCE(SEQ_CST), LD(RELAXED, Y)),
          THREAD(3, ST(RELAXED, Y, 1), FENCE(SEQ_CST), LD(RELAXED, X))}},
	{"message passing, relaxed", 4, 2, MESSAGE(RELAXED, RELAXED)},
	{"message passing", 3, 2, MESSAGE(RELEASE, ACQUIRE)},
	{"message passing, consume", 3, 2, MESSAGE(RELEASE, CONSUME)},
	{"message passing, relaxed read", 4, 2, MESSAGE(RELEASE, RELAXED)},
	{"message passing, fences",
         3,
         2,
         {THREAD(3, ST(RELAXED, X, 1), FENCE(RELEASE), ST(RELAXED, Y, 1)),
          THREAD(3, LD(RELAXED, Y), FENCE(ACQUIRE), LD(RELAXED, X))}},
	{"message read only if there is one",
         2,
         2,
         {THREAD(2, ST(RELAXED, X, 1), ST(RELEASE, Y, 1)),
          THREAD(3, LD(ACQUIRE, Y), IF(0, 1, 1), LD(RELAXED, X))}},
	{"message passing through an increment",
         5,
         3,
         {THREAD(2, ST(RELAXED, X, 1), ST(RELEASE, Y, 1)), THREAD(1, CAS(RELAXED, RELAXED, Y, 1, 2)),
          THREAD(3, LD(ACQUIRE, Y), IF(0, 2, 1), LD(RELAXED, X))}},
	{"load buffering",
         3,
         2,
         {THREAD(2, LD(RELAXED, X), ST(RELAXED, Y, 1)), THREAD(2, LD(RELAXED, Y), ST(RELAXED, X, 1))}},
	{"out of thin air",
         1,
         2,
         {THREAD(2, LD(RELAXED, X), COPY(RELAXED, Y, 0)), THREAD(1, LD(RELAXED, X))}},
	{"independent reads, relaxed", 16, 4, IRIW(RELAXED, RELAXED)},
	{"independent reads, acquire", 16, 4, IRIW(SEQ_CST, ACQUIRE)},
	{"independent reads, seq_cst", 15, 4, IRIW(SEQ_CST, SEQ_CST)},
	{"2+2W, release", 4, 2, TWO_PLUS_TWO(RELEASE)},
	{"2+2W, seq_cst", 3, 2, TWO_PLUS_TWO(SEQ_CST)},
	{"read-write causality, relaxed", 8, 3, CAUSALITY(RELAXED)},
	{"read-write causality, seq_cst", 7, 3, CAUSALITY(SEQ_CST)},
	{"coherent reads", 3, 2, {THREAD(1, ST(RELAXED, X, 1)), THREAD(2, LD(RELAXED, X), LD(RELAXED, X))}},
	{"two increments", 2, 2, {INCREMENT(RELAXED), INCREMENT(RELAXED)}},
	{"three increments", 6, 3, {INCREMENT(RELAXED), INCREMENT(SEQ_CST), INCREMENT(RELAXED)}},
	{"four increments",
         24,
         4,
         {INCREMENT(RELAXED), INCREMENT(RELAXED), INCREMENT(ACQ_REL), INCREMENT(RELAXED)}},
	{"one of two exchanges succeeds",
         2,
         2,
         {THREAD(1, CAS(RELAXED, RELAXED, X, 0, 1)), THREAD(1, CAS(RELAXED, RELAXED, X, 0, 2))}},
	{"a failed exchange acquires",
         3,
         2,
         {THREAD(2, ST(RELAXED, X, 1), ST(RELEASE, Y, 1)),
          THREAD(2, CAS(RELAXED, ACQUIRE, Y, 7, 8), LD(RELAXED, X))}},
	{"a failed exchange does not acquire",
         4,
         2,
         {THREAD(2, ST(RELAXED, X, 1), ST(RELEASE, Y, 1)),
          THREAD(2, CAS(SEQ_CST, RELAXED, Y, 7, 8), LD(RELAXED, X))}},
	{"an exchange that may fail", 2, 1, {THREAD(1, WEAK_CAS(RELAXED, RELAXED, X, 0, 1))}},
	{"an exchange that may fail, tried again",
         3,
         1,
         {THREAD(2, WEAK_CAS(RELAXED, RELAXED, X, 0, 1), WEAK_CAS(RELAXED, RELAXED, X, 0, 1))}},
	{"an exchange that fails anyway", 1, 1, {THREAD(1, WEAK_CAS(RELAXED, RELAXED, X, 1, 2))}},
	{"two exchanges that may fail",
         5,
         2,
         {THREAD(1, WEAK_CAS(RELAXED, RELAXED, X, 0, 1)), THREAD(1, WEAK_CAS(RELAXED, RELAXED, X, 0, 2))}},
	{"a spuriously failing exchange acquires",
         5,
         2,
         {THREAD(2, ST(RELAXED, X, 1), ST(RELEASE, Y, 1)),
          THREAD(2, WEAK_CAS(RELAXED, ACQUIRE, Y, 1, 8), LD(RELAXED, X))}},
	{"choices", 6, 2, {THREAD(1, CHOOSE(3)), THREAD(1, CHOOSE(2))}},
	{"a lock",
         2,
         2,
         {THREAD(4, LOCK(X), LD(RELAXED, Y), ST(RELAXED, Y, 1), UNLOCK(X)),
          THREAD(4, LOCK(X), LD(RELAXED, Y), ST(RELAXED, Y, 2), UNLOCK(X))}},
	{"a thread created and joined",
         1,
         2,
         {THREAD(4, ST(RELAXED, X, 1), CREATE(1), JOIN(1), LD(RELAXED, Y)),
          CREATED(2, LD(RELAXED, X), ST(RELAXED, Y, 1))}},
	{"a thread created, not joined",
         2,
         2,
         {THREAD(3, ST(RELAXED, X, 1), CREATE(1), LD(RELAXED, Y)),
          CREATED(2, LD(RELAXED, X), ST(RELAXED, Y, 1))}},
	{"a thread created by a thread",
         1,
         3,
         {THREAD(4, ST(RELAXED, X, 1), CREATE(1), JOIN(2), LD(RELAXED, Y)), CREATED(1, CREATE(2)),
          CREATED(2, LD(RELAXED, X), ST(RELAXED, Y, 1))}},
};
/* clang-format on */

int main(void)
{
	for (unsigned i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		const struct shape *s = &shapes[i];
		struct program p = {.thread_count = s->thread_count, .location_count = 3, .size = {1, 4, 8}};
		for (unsigned t = 0; t < s->thread_count; t++)
			p.threads[t] = s->threads[t];
		for (unsigned policy = 0; policy < POLICIES; policy++) {
			struct difference d;
			bool same = compare(&p, policy, 1000000, &d) == SAME;
			CHECK(same);
			CHECK(d.complete == s->executions);
			if (same && d.complete == s->executions)
				continue;
			fprintf(stderr, "%s: should have %u executions\n", s->name, s->executions);
			difference_print(&d, &p, stderr);
			break;
		}
	}
	return check_result();
}
