/*
 * g_atomic_*(), as functions: with most compilers GLib's headers write them out in the program. All of them
 * are seq_cst, in a program that runs by itself, too.
 */
#include "glib.h"

/* clang-format off */
/* seq_cst: GLib promises a full barrier */
#define LOAD(a) __atomic_load_n(a, __ATOMIC_SEQ_CST)
/* seq_cst: GLib promises a full barrier */
#define STORE(a, v) __atomic_store_n(a, v, __ATOMIC_SEQ_CST)
/* seq_cst: GLib promises a full barrier */
#define ADD(a, v) __atomic_fetch_add(a, v, __ATOMIC_SEQ_CST)
/* seq_cst: GLib promises a full barrier */
#define SUB(a, v) __atomic_fetch_sub(a, v, __ATOMIC_SEQ_CST)
/* seq_cst: GLib promises a full barrier */
#define AND(a, v) __atomic_fetch_and(a, v, __ATOMIC_SEQ_CST)
/* seq_cst: GLib promises a full barrier */
#define OR(a, v) __atomic_fetch_or(a, v, __ATOMIC_SEQ_CST)
/* seq_cst: GLib promises a full barrier */
#define XOR(a, v) __atomic_fetch_xor(a, v, __ATOMIC_SEQ_CST)
/* seq_cst: GLib promises a full barrier */
#define SWAP(a, v) __atomic_exchange_n(a, v, __ATOMIC_SEQ_CST)
/* seq_cst: GLib promises a full barrier */
#define CHANGE(a, old, v) __atomic_compare_exchange_n(a, old, v, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)

GLIB int (g_atomic_int_get)(const volatile int *a) { return LOAD(a); }
GLIB void (g_atomic_int_set)(volatile int *a, int v) { STORE(a, v); }
GLIB void (g_atomic_int_inc)(volatile int *a) { ADD(a, 1); }
GLIB gboolean (g_atomic_int_dec_and_test)(volatile int *a) { return SUB(a, 1) == 1; }
GLIB int (g_atomic_int_add)(volatile int *a, int v) { return ADD(a, v); }
GLIB int g_atomic_int_exchange_and_add(volatile int *a, int v) { return ADD(a, v); }
GLIB unsigned (g_atomic_int_and)(volatile unsigned *a, unsigned v) { return AND(a, v); }
GLIB unsigned (g_atomic_int_or)(volatile unsigned *a, unsigned v) { return OR(a, v); }
GLIB unsigned (g_atomic_int_xor)(volatile unsigned *a, unsigned v) { return XOR(a, v); }
GLIB int (g_atomic_int_exchange)(int *a, int v) { return SWAP(a, v); }
GLIB gboolean (g_atomic_int_compare_and_exchange)(volatile int *a, int old, int v)
{
	return CHANGE(a, &old, v);
}
GLIB gboolean (g_atomic_int_compare_and_exchange_full)(int *a, int old, int v, int *found)
{
	*found = old;
	return CHANGE(a, found, v);
}

GLIB void *(g_atomic_pointer_get)(const volatile void *a) { return LOAD((void *const *)a); }
GLIB void (g_atomic_pointer_set)(volatile void *a, void *v) { STORE((void **)a, v); }
GLIB intptr_t (g_atomic_pointer_add)(volatile void *a, intptr_t v)
{
	return ADD((intptr_t *)a, v);
}
GLIB uintptr_t (g_atomic_pointer_and)(volatile void *a, uintptr_t v)
{
	return AND((uintptr_t *)a, v);
}
GLIB uintptr_t (g_atomic_pointer_or)(volatile void *a, uintptr_t v)
{
	return OR((uintptr_t *)a, v);
}
GLIB uintptr_t (g_atomic_pointer_xor)(volatile void *a, uintptr_t v)
{
	return XOR((uintptr_t *)a, v);
}
GLIB void *(g_atomic_pointer_exchange)(void *a, void *v) { return SWAP((void **)a, v); }
GLIB gboolean (g_atomic_pointer_compare_and_exchange)(volatile void *a, void *old, void *v)
{
	return CHANGE((void **)a, &old, v);
}
GLIB gboolean (g_atomic_pointer_compare_and_exchange_full)(void *a, void *old, void *v, void *found)
{
	*(void **)found = old;
	return CHANGE((void **)a, (void **)found, v);
}

/* --- Reference counts ---------------------------------------------------------------------------------- */

GLIB void (g_atomic_ref_count_init)(int *a) { STORE(a, 1); }
GLIB gboolean (g_atomic_ref_count_compare)(int *a, int v) { return LOAD(a) == v; }
GLIB void (g_atomic_ref_count_inc)(int *a)
{
	if (ADD(a, 1) <= 0)
		ar_misuse_found("g_atomic_ref_count_inc() of a count that is 0");
}
GLIB gboolean (g_atomic_ref_count_dec)(int *a)
{
	int old = SUB(a, 1);

	if (old <= 0)
		ar_misuse_found("g_atomic_ref_count_dec() of a count that is 0");
	return old == 1;
}

/* Not atomic; kept as a negative number. */
GLIB void (g_ref_count_init)(int *a) { *a = -1; }
GLIB gboolean (g_ref_count_compare)(int *a, int v) { return *a == -v; }
GLIB void (g_ref_count_inc)(int *a)
{
	if (*a >= 0)
		ar_misuse_found("g_ref_count_inc() of a count that is 0");
	--*a;
}
GLIB gboolean (g_ref_count_dec)(int *a)
{
	if (*a >= 0)
		ar_misuse_found("g_ref_count_dec() of a count that is 0");
	return ++*a == 0;
}
/* clang-format on */
