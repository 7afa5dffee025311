/* Exit statuses, and the sentence that goes with one. */
#ifndef ACQREL_CLI_FAIL_H
#define ACQREL_CLI_FAIL_H

/* 0 and 1 come from the verdict. */
enum { EXIT_UNUSABLE = 2, EXIT_INCOMPLETE = 3 };

/* Prints "acqrel: " and the sentence on standard error, and returns EXIT_UNUSABLE. */
int fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The last sentence of fail(). */
const char *failure(void);

#endif
