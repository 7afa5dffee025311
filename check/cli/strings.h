/* Growing lists of strings, as argument vectors need them, and the few string helpers of the command. */
#ifndef ACQREL_CLI_WORDS_H
#define ACQREL_CLI_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A list of strings, always followed by NULL. Zero-filled it is an empty one, except that `at` is then
 * NULL. The strings are not owned: in this short-lived process they live until its end.
 */
struct strings {
	char **at;
	size_t count, room;
};

/* Appends s itself, not a copy. */
void strings_add(struct strings *list, const char *s);

/* Appends everything of the NULL-terminated vector; NULL is an empty one. */
void strings_add_all(struct strings *list, char *const *vector);

/* Appends the words of s, cut at blanks, with quotes and backslashes as in compiler response files. */
void strings_add_words(struct strings *list, const char *s);

/* malloc and friends that end the command with a message when there is no memory. */
void *must_allocate(size_t size);
char *must_copy(const char *s, size_t length);
char *must_print(const char *format, ...) __attribute__((format(printf, 1, 2)));

bool starts_with(const char *s, const char *prefix);
bool ends_with(const char *s, const char *suffix);

/* What follows the last slash. */
const char *base_name(const char *path);

#endif
