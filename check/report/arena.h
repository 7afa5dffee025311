/* Memory that is given back all at once. Running out of it ends the process with a message. */
#ifndef ACQREL_REPORT_ARENA_H
#define ACQREL_REPORT_ARENA_H

#include <stddef.h>

struct arena; /* NULL is not one: make it with arena_new */

struct arena *arena_new(void);
void arena_free(struct arena *a);

/* Zero-filled. */
void *arena_alloc(struct arena *a, size_t size);
char *arena_copy(struct arena *a, const char *s, size_t length);
char *arena_print(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * A larger copy of an array that grows; *room is its capacity. Returns `at` while there is room for one more.
 */
void *arena_grow(struct arena *a, void *at, size_t count, size_t *room, size_t size);

#endif
