/*
 * Temporary files: of tmpfile(), and of mkstemp() with fdopen(). They lie in memory, and libc's own streams
 * read and write them. An execution begins without any, and no snapshot is taken while there is one: so what
 * the stream and the file hold is never to be undone. Only the thread that has opened a file may use it,
 * because nothing explores in which order several would.
 */
#ifndef ACQREL_RT_TEMPORARY_FILES_H
#define ACQREL_RT_TEMPORARY_FILES_H

#include "rt/rt.h"

#include <stdarg.h>
#include <stdio.h>

/* The program has been taken back: closes all. For the scheduler. */
void temporary_close_all(void);

/*
 * Whether the stream or descriptor is that of a temporary file, and the running thread's: another thread's is
 * an error.
 */
bool temporary_is(const FILE *f, uint64_t pc);
bool temporary_is_descriptor(int fd, uint64_t pc);

/* A new one, full of numbers that stand for chance, at its beginning. */
FILE *temporary_with_chance(const char *function, uint64_t pc);

/* Of a temporary file's stream: what libc's functions do. */
size_t temporary_write(FILE *f, const void *p, size_t n);
int temporary_print(FILE *f, const char *format, va_list arguments);

/* Of any stream, or of all for NULL: those of standard output and others have nothing to flush. */
int temporary_flush(FILE *f, uint64_t pc);

#endif
