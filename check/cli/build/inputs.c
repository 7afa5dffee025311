#define _GNU_SOURCE
#include "cli/build/inputs.h"

#include "cli/fail.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOOK 4096 /* bytes of a file that are looked at */

static bool refuse(const char *sentence, const char *path)
{
	fail(sentence, path, path);
	return false;
}

static bool check_source(const char *path, const char *bytes, size_t n)
{
	if (n >= 4 && !memcmp(bytes, "\177ELF", 4))
		return refuse("%s is not C source but a compiled program or library", path);
	if (memchr(bytes, 0, n))
		return refuse("%s is not C: it holds binary data", path);
	return true;
}

/* A file that no compiler would take for source by its name. */
static bool check_other(const char *path, const char *bytes, size_t n)
{
	const char *suffix = strrchr(base_name(path), '.');
	bool is_elf = n >= 18 && !memcmp(bytes, "\177ELF", 4);

	if (is_elf && bytes[16] == 2)
		return refuse("%s is a program already; if acqrel cc has built it: acqrel run %s", path);
	if (is_elf && bytes[16] == 3 && !strstr(base_name(path), ".so"))
		return refuse("%s is a program already; if acqrel cc has built it: acqrel run %s", path);
	if (is_elf || (n >= 8 && (!memcmp(bytes, "!<arch>\n", 8) || !memcmp(bytes, "!<thin>\n", 8))))
		return true;
	if (memchr(bytes, 0, n))
		return refuse("%s is neither C source nor an object file or library", path);
	if (suffix && (!strcmp(suffix, ".o") || !strcmp(suffix, ".a") || !strcmp(suffix, ".so")))
		return refuse("%s is not the object file or library that its name promises", path);
	return refuse("%s does not have the name of a C file; if it is one: acqrel check %s -- -x c", path);
}

static bool check_input(const char *path, enum word_role role)
{
	char bytes[LOOK];
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0) {
		fail("%s: %s", path, strerror(errno));
		return false;
	}
	if (!fstat(fd, &st) && S_ISDIR(st.st_mode)) {
		close(fd);
		return refuse("%s is a directory; name the C files in it", path);
	}
	/* Reading takes from a pipe what the compiler would miss: acqrel check <(generate). */
	ssize_t n = S_ISREG(st.st_mode) ? read(fd, bytes, sizeof bytes) : 0;
	close(fd);
	if (n < 0) {
		fail("%s: %s", path, strerror(errno));
		return false;
	}
	return role == WORD_SOURCE ? check_source(path, bytes, (size_t)n)
	                           : check_other(path, bytes, (size_t)n);
}

bool inputs_check(const struct cmdline *c)
{
	for (size_t i = 0; i < c->words.count; i++) {
		bool is_input = c->roles[i] == WORD_SOURCE || c->roles[i] == WORD_OBJECT;
		if (is_input && !check_input(c->words.at[i], c->roles[i]))
			return false;
	}
	return true;
}

bool inputs_have_cxx(const struct cmdline *c)
{
	for (size_t i = 0; i < c->words.count; i++)
		if (c->roles[i] == WORD_SOURCE && source_is_cxx(c->words.at[i], c->languages[i]))
			return true;
	return false;
}

const char *inputs_program_name(const struct cmdline *c)
{
	for (size_t i = 0; i < c->words.count; i++)
		if (c->roles[i] == WORD_SOURCE || c->roles[i] == WORD_OBJECT) {
			const char *name = base_name(c->words.at[i]);
			const char *dot = strrchr(name, '.');
			return must_copy(name, dot && dot != name ? (size_t)(dot - name) : strlen(name));
		}
	return "program";
}
