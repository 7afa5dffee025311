/*
 * What the specifications of GLib have in common.
 *
 * Each function has the name of GLib's, and is called in its place. While a program is explored, the call is
 * what <acqrel/model.h> says, or GLib's algorithm over such calls; else it goes on to GLib. The objects have
 * GLib's layout, since programs have them in their own memory; zero-filled ones are ready. Nothing here needs
 * GLib: neither its headers nor the library are there where acqrel is built.
 *
 * GLib's functions are weak here: a program that has its own is not the less checked.
 */
#ifndef ACQREL_SPECIFICATIONS_GLIB_H
#define ACQREL_SPECIFICATIONS_GLIB_H

#include <acqrel/check.h>
#include <acqrel/model.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GLIB __attribute__((weak, visibility("default")))

typedef int gboolean;

union glib_mutex { /* GMutex: the state is i[0] */
	void *p;
	uint32_t i[2];
};

struct glib_object { /* GRecMutex, GRWLock, GCond: the state is `state` */
	uint64_t state;
	uint32_t i[2];
};

/* GLib's own function, for a call outside of an exploration. */
#define GLIB_NATIVE(function) ((__typeof__(&function))glib_native(#function))
void *glib_native(const char *name);

/* A number of the calling thread's, by which states know it. */
uint64_t glib_me(void);

/* Fills a GError, if one is wanted, with G_THREAD_ERROR_AGAIN. */
void glib_thread_error(void **error, const char *message);

/* A point in time as GLib has it, in microseconds, as a deadline. */
uint64_t glib_deadline(int64_t end_time);
/* The one that is so many microseconds from now. */
uint64_t glib_deadline_in(uint64_t time);

GLIB void g_mutex_lock(union glib_mutex *m);
GLIB void g_mutex_unlock(union glib_mutex *m);

/* A step that only looks: for what must not be in use any more. */
ar_model_result glib_stay(uint64_t state, uint64_t argument, unsigned variant);
uint64_t glib_look(uint64_t *state);

/* clang-format off */
#define GLIB_STEP(f, how, orders_changing, orders_looking) \
	{.function = (f), .word = (how), .size = 8, .changing = (orders_changing), \
	 .looking = (orders_looking)}
#define GLIB_ORDERED_STEP(f) \
	GLIB_STEP(f, AR_MODEL_CALL, AR_MODEL_ACQUIRES_AND_RELEASES, AR_MODEL_ACQUIRES)
/* clang-format on */

#endif
