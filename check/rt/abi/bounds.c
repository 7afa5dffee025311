/*
 * What compilers call before an array is used with an index that lies outside it (-fsanitize=bounds). That
 * the address of the element behind the last is legal, they know.
 */
#include "rt/error/violation.h"
#include "rt/rt.h"

struct bounds_place {
	const char *file;
	uint32_t line, column;
};

struct bounds_type {
	uint16_t kind; /* 0: an integer */
	uint16_t info; /* of an integer: bit 0, whether it is signed; above that the logarithm of its bits */
	char name[];   /* quoted: 'int [8]' */
};

struct bounds_failure {
	struct bounds_place place;
	const struct bounds_type *array, *index;
};

#define MOST_INLINE 64 /* bits: a larger index is passed by address */

/* The type as C writes it in a declaration without a name: int[8]. */
static void bounds_copy_type(char *out, size_t room, const struct bounds_type *t)
{
	size_t n = 0;

	for (const char *c = t->name; *c && n + 1 < room; c++)
		if (*c != '\'' && !(*c == ' ' && c[1] == '['))
			out[n++] = *c;
	out[n] = 0;
}

static void bounds_raise(const struct bounds_failure *o, uint64_t index, uint64_t pc)
{
	char type[128];
	unsigned bits = 1u << (o->index->info >> 1);
	struct violation v = {
		.verdict = ACQ_OUT_OF_BOUNDS,
		.kind = ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		.pc = pc,
		.column = o->place.column,
	};

	if (!rt_in_program())
		return;
	if (bits > MOST_INLINE)
		index = *(const uint64_t *)index;
	bounds_copy_type(type, sizeof type, o->array);
	unsigned above = bits < MOST_INLINE ? MOST_INLINE - bits : 0;
	if (o->index->info & 1) /* what is above its bits is zero */
		violation_message(&v, "index %lld is outside the array, %s",
		                  (long long)(index << above) >> above, type);
	else
		violation_message(&v, "index %llu is outside the array, %s", (unsigned long long)index, type);
	violation_raise(&v);
}

EXPORT void __ubsan_handle_out_of_bounds(const struct bounds_failure *o, uint64_t index);
EXPORT void __ubsan_handle_out_of_bounds_abort(const struct bounds_failure *o, uint64_t index);

void __ubsan_handle_out_of_bounds(const struct bounds_failure *o, uint64_t index)
{
	bounds_raise(o, index, RETURN_ADDRESS);
}

void __ubsan_handle_out_of_bounds_abort(const struct bounds_failure *o, uint64_t index)
{
	bounds_raise(o, index, RETURN_ADDRESS);
}
