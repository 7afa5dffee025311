/* Output of the program for functions that are not in stdio.c. */
#ifndef ACQREL_RT_STDIO_H
#define ACQREL_RT_STDIO_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* To a standard stream: as printf() does, or n bytes. */
void stdio_print(const char *format, va_list arguments, uint64_t pc);
void stdio_write(const char *text, size_t n, uint64_t pc);

/* Before a format is printed: what its conversions read and write. The format itself may be a copy. */
void stdio_check_conversions(const char *format, va_list arguments, uint64_t pc);

/* Whether it is one; if not, what `function` does is unsupported. */
void stdio_check_stream(FILE *f, const char *function, uint64_t pc);

#endif
