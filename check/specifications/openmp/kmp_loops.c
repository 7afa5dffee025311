/*
 * The entry points of libomp for worksharing loops and ordered regions: for `int`, `unsigned`, and those of 8
 * bytes. clang takes sections for loops.
 */
#include "kmp.h"

enum kind { /* of schedules: from 32 on, from 64 on with ordered regions */
	    KIND_STATIC_CHUNKED = 1,
	    KIND_STATIC,
	    KIND_DYNAMIC,
	    KIND_GUIDED,
	    KIND_RUNTIME,
	    KIND_AUTO,
	    KIND_STATIC_GREEDY = 8,
	    KIND_STATIC_BALANCED,
	    KIND_GUIDED_ITERATIVE,
	    KIND_GUIDED_ANALYTICAL,
	    KIND_STATIC_STEAL,
	    KIND_STATIC_BALANCED_CHUNKED,
};

#define KIND_MODIFIERS ((1 << 29) | (1 << 30)) /* monotonic, nonmonotonic */
#define KIND_PLAIN     32
#define KIND_ORDERED   64
#define KIND_UNMERGED  160
#define KIND_COUNT     14

/* The kinds of one family. */
static struct loop loop_of_kind(int32_t kind, uint64_t chunk)
{
	struct loop l = {.chunk = chunk};

	kind &= ~KIND_MODIFIERS;
	if (kind > KIND_UNMERGED)
		kind -= KIND_UNMERGED - KIND_PLAIN;
	l.ordered = kind > KIND_ORDERED && kind < KIND_ORDERED + KIND_COUNT;
	switch (kind - (l.ordered ? KIND_ORDERED : KIND_PLAIN)) {
	case KIND_STATIC_CHUNKED:
	case KIND_STATIC_BALANCED_CHUNKED:
		l.schedule = SCHEDULE_STATIC;
		break;
	case KIND_STATIC:
	case KIND_STATIC_GREEDY:
	case KIND_STATIC_BALANCED:
	case KIND_AUTO:
		l.schedule = SCHEDULE_STATIC;
		l.chunk = 0;
		break;
	case KIND_DYNAMIC:
	case KIND_STATIC_STEAL:
		l.schedule = SCHEDULE_DYNAMIC;
		break;
	case KIND_GUIDED:
	case KIND_GUIDED_ITERATIVE:
	case KIND_GUIDED_ANALYTICAL:
		l.schedule = SCHEDULE_GUIDED;
		break;
	case KIND_RUNTIME:
		loop_set_runtime_schedule(&l);
		break;
	default:
		openmp_lacks("a schedule of a loop that is not specified");
	}
	return l;
}

/* --- What a thread computes for itself ---------------------------------------------------------------- */

/*
 * The bounds of the thread's first chunk, up to and with *upper, and how far it is to its next one. Without a
 * chunk size it has no more than one. A thread that has none gets one that lies behind the last.
 */
#define STATIC_INIT(name, type, unsigned_type, signed_type)                                                  \
	void __kmpc_for_static_init_##name(kmp_place *place, int32_t thread, int32_t kind, int32_t *is_last, \
	                                   type *lower, type *upper, signed_type *stride, signed_type step,  \
	                                   signed_type chunk)                                                \
	{                                                                                                    \
		const struct task *task = task_current();                                                    \
		unsigned_type first = (unsigned_type)*lower, by = (unsigned_type)step;                       \
		struct loop l = loop_of_kind(kind, (uint64_t)(chunk > 0 ? chunk : 1));                       \
		(void)place, (void)thread;                                                                   \
		if (step > 0 && *lower <= *upper)                                                            \
			l.iterations = ((unsigned_type)*upper - first) / by + UINT64_C(1);                   \
		else if (step < 0 && *lower >= *upper)                                                       \
			l.iterations = (first - (unsigned_type)*upper) / (unsigned_type)-by + UINT64_C(1);   \
		struct share s = share_of(&l, task->thread, task->team->size);                               \
		if (is_last)                                                                                 \
			*is_last = s.is_last;                                                                \
		*stride = (signed_type)(s.stride * by);                                                      \
		if (!l.iterations)                                                                           \
			return;                                                                              \
		*lower = (type)(first + (unsigned_type)s.from * by);                                         \
		*upper = (type)(first + (unsigned_type)(s.to - 1) * by);                                     \
	}

struct share {
	uint64_t from, to, stride;
	bool is_last;
};

static struct share share_of(const struct loop *l, unsigned thread, unsigned threads)
{
	uint64_t n = l->iterations, each = n / threads, longer = n % threads;

	if (l->chunk)
		return (struct share){thread * l->chunk, (thread + 1) * l->chunk, threads * l->chunk,
		                      n && (n - 1) / l->chunk % threads == thread};
	uint64_t from = thread * each + (thread < longer ? thread : longer);
	uint64_t to = from + each + (thread < longer);
	return (struct share){from, to, n, from < to && to == n};
}

STATIC_INIT(4, int32_t, uint32_t, int32_t)
STATIC_INIT(4u, uint32_t, uint32_t, int32_t)
STATIC_INIT(8, int64_t, uint64_t, int64_t)
STATIC_INIT(8u, uint64_t, uint64_t, int64_t)

void __kmpc_for_static_fini(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
}

/* --- What threads take one after the other ------------------------------------------------------------ */

#define DISPATCH(name, type, unsigned_type, signed_type)                                                     \
	void __kmpc_dispatch_init_##name(kmp_place *place, int32_t thread, int32_t kind, type lower,         \
	                                 type upper, signed_type step, signed_type chunk)                    \
	{                                                                                                    \
		struct loop l = loop_of_kind(kind, (uint64_t)(chunk > 0 ? chunk : 1));                       \
		(void)place, (void)thread;                                                                   \
		l.start = (uint64_t)lower;                                                                   \
		l.step = (uint64_t)step;                                                                     \
		if (step > 0 && lower <= upper)                                                              \
			l.iterations = ((unsigned_type)upper - (unsigned_type)lower) / (unsigned_type)step + \
			               UINT64_C(1);                                                          \
		else if (step < 0 && lower >= upper)                                                         \
			l.iterations = ((unsigned_type)lower - (unsigned_type)upper) / (unsigned_type) -     \
			               (unsigned_type)step + UINT64_C(1);                                    \
		loop_begin(&l);                                                                              \
	}                                                                                                    \
	int32_t __kmpc_dispatch_next_##name(kmp_place *place, int32_t thread, int32_t *is_last, type *lower, \
	                                    type *upper, signed_type *step)                                  \
	{                                                                                                    \
		const struct loop *l = &task_current()->loop;                                                \
		uint64_t from, to;                                                                           \
		(void)place, (void)thread;                                                                   \
		if (!loop_next(&from, &to))                                                                  \
			return 0;                                                                            \
		if (is_last)                                                                                 \
			*is_last = to == l->iterations;                                                      \
		*lower = (type)(l->start + from * l->step);                                                  \
		*upper = (type)(l->start + (to - 1) * l->step);                                              \
		if (step)                                                                                    \
			*step = (signed_type)l->step;                                                        \
		return 1;                                                                                    \
	}                                                                                                    \
	void __kmpc_dispatch_fini_##name(kmp_place *place, int32_t thread)                                   \
	{                                                                                                    \
		(void)place, (void)thread;                                                                   \
	}

DISPATCH(4, int32_t, uint32_t, int32_t)
DISPATCH(4u, uint32_t, uint32_t, int32_t)
DISPATCH(8, int64_t, uint64_t, int64_t)
DISPATCH(8u, uint64_t, uint64_t, int64_t)

void __kmpc_dispatch_deinit(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
}

/* --- Ordered regions ---------------------------------------------------------------------------------- */

void __kmpc_ordered(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
	loop_ordered_begin();
}

void __kmpc_end_ordered(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
	loop_ordered_end();
}

/* --- ordered(n) --------------------------------------------------------------------------------------- */

static uint64_t iteration_count(const struct dimension *d)
{
	if (d->step > 0)
		return d->lower > d->upper
		               ? 0
		               : ((uint64_t)d->upper - (uint64_t)d->lower) / (uint64_t)d->step + 1;
	return d->lower < d->upper ? 0 : ((uint64_t)d->lower - (uint64_t)d->upper) / -(uint64_t)d->step + 1;
}

void __kmpc_doacross_init(kmp_place *place, int32_t thread, int32_t dimensions, const struct dimension *list)
{
	struct doacross *d = loop_begin_doacross((unsigned)dimensions);

	(void)place, (void)thread;
	for (int32_t i = 0; i < dimensions; i++) {
		d->program[i] = list[i];
		d->counts[i] = iteration_count(&list[i]);
	}
}

/* Outside of the loop on the lower side it becomes a large number. */
static uint64_t *numbers_of(const int64_t *values)
{
	const struct doacross *d = &task_current()->doacross;
	uint64_t *numbers = ar_model_allocate((d->dimensions + 1) * sizeof *numbers, 16);

	for (unsigned i = 0; i < d->dimensions; i++)
		numbers[i] = (uint64_t)((values[i] - d->program[i].lower) / d->program[i].step);
	return numbers;
}

void __kmpc_doacross_post(kmp_place *place, int32_t thread, const int64_t *iteration)
{
	uint64_t *numbers = numbers_of(iteration);

	(void)place, (void)thread;
	loop_post(numbers);
	ar_model_free(numbers);
}

void __kmpc_doacross_wait(kmp_place *place, int32_t thread, const int64_t *iteration)
{
	uint64_t *numbers = numbers_of(iteration);

	(void)place, (void)thread;
	loop_wait(numbers);
	ar_model_free(numbers);
}

void __kmpc_doacross_fini(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
	loop_end_doacross();
}
