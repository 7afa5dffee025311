#define _GNU_SOURCE
#include "cli/build/cmdline.h"

#include <string.h>

/* Options whose value is the next word; where it may also be joined, only the bare form is such a one. */
/* clang-format off */
static const char *const with_value[] = {
	"-o", "-I", "-L", "-l", "-D", "-U", "-A", "-B", "-F", "-G", "-T", "-u", "-e", "-z", "-R", "-h", "-V",
	"-include", "-imacros", "-idirafter", "-iprefix", "-iwithprefix", "-iwithprefixbefore", "-isystem",
	"-iquote", "-isysroot", "-imultilib", "-iframework", "-cxx-isystem", "-include-pch", "-ivfsoverlay",
	"-MF", "-MT", "-MQ", "-MJ", "-Xlinker", "-Xassembler", "-Xpreprocessor", "-Xclang", "-Xanalyzer",
	"-aux-info", "-dumpbase", "-dumpbase-ext", "-dumpdir", "--param", "--sysroot", "--output", "-mllvm",
	"-target", "--target", "-arch", "-framework", "-wrapper", "-working-directory", "-gcc-toolchain",
	"-Tbss", "-Tdata", "-Ttext", "-x", "--language", "-specs", "-rpath", "-soname",
};
/* clang-format on */

/* clang-format off */
static const char *const link_with_value[] = {
	"-L", "-l", "-T", "-u", "-e", "-z", "-R", "-h", "-Xlinker", "-Tbss", "-Tdata", "-Ttext", "-rpath",
	"-soname",
};
/* clang-format on */

static const char *const link_prefixes[] = {"-Wl,", "-L", "-l", "-fuse-ld="};

/* clang-format off */
static const char *const link_words[] = {
	"-s", "-r", "-shared", "--shared", "-static", "--static", "-static-pie", "-static-libgcc",
	"-static-libstdc++",
	"-shared-libgcc", "-pie", "-no-pie", "-nopie", "-rdynamic", "-nostdlib", "-nodefaultlibs",
	"-nostartfiles",
	"-nolibc", "-symbolic",
};
/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool is_one_of(const char *word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(word, list[i]))
			return true;
	return false;
}

static bool starts_with_one_of(const char *word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (starts_with(word, list[i]))
			return true;
	return false;
}

static bool is_link_only(const char *w)
{
	return is_one_of(w, link_with_value, COUNT(link_with_value)) ||
	       is_one_of(w, link_words, COUNT(link_words)) ||
	       starts_with_one_of(w, link_prefixes, COUNT(link_prefixes));
}

/* Any sanitizer but thread: they cannot share a program. */
static bool is_other_sanitizer(const char *w)
{
	const char *list = starts_with(w, "-fsanitize=") ? w + strlen("-fsanitize=") : "";

	for (; *list; list += strspn(list, ",")) {
		size_t n = strcspn(list, ",");
		if (n != strlen("thread") || strncmp(list, "thread", n))
			return true;
		list += n;
	}
	return false;
}

static bool is_ours(const char *w)
{
	static const char *const words[] = {
		"-fno-sanitize=thread",
		"-fno-sanitize=all",
		"-fsanitize-undefined-trap-on-error",
		"-fno-sanitize-thread-memory-access",
		"-fno-sanitize-thread-func-entry-exit",
		"-fno-sanitize-thread-atomics",
	};

	return is_one_of(w, words, COUNT(words)) || starts_with(w, "-Wp,-D_FORTIFY_SOURCE") ||
	       starts_with(w, "-fsanitize=") || starts_with(w, "-fsanitize-trap");
}

static bool is_depends(const char *w)
{
	return starts_with(w, "-MF") || starts_with(w, "-MT") || starts_with(w, "-MQ") || !strcmp(w, "-MD") ||
	       !strcmp(w, "-MMD") || !strcmp(w, "-MP");
}

static bool is_output(const char *w)
{
	return (starts_with(w, "-o") && !starts_with(w, "-object")) || starts_with(w, "--output");
}

static void note_linking(struct cmdline *c, const char *w)
{
	if (!strcmp(w, "-shared") || !strcmp(w, "--shared") || !strcmp(w, "-Wl,-shared"))
		c->shared = true;
	else if (!strcmp(w, "-r") || !strcmp(w, "-Wl,-r") || !strcmp(w, "-Wl,--relocatable"))
		c->relocatable = true;
	else if (!strcmp(w, "-static") || !strcmp(w, "--static") || !strcmp(w, "-static-pie") ||
	         !strcmp(w, "-Wl,-static"))
		c->is_static = true;
	else if (!strcmp(w, "-static-libstdc++"))
		c->is_static_cxx = true;
}

static void note_mode(struct cmdline *c, const char *w)
{
	if (!strcmp(w, "-E") || !strcmp(w, "-M") || !strcmp(w, "-MM"))
		c->mode = CMDLINE_PREPROCESS;
	else if ((!strcmp(w, "-c") || !strcmp(w, "-S") || !strcmp(w, "-fsyntax-only") ||
	          !strcmp(w, "--compile")) &&
	         c->mode != CMDLINE_PREPROCESS)
		c->mode = CMDLINE_COMPILE;
	else if (!strcmp(w, "-MD") || !strcmp(w, "-MMD"))
		c->depends = w;
	else if (starts_with(w, "-O"))
		c->optimizes = true;
	else if (starts_with(w, "-g") && !starts_with(w, "-gcc-toolchain"))
		c->debugs = true;
	else if (!strcmp(w, "-m32") || !strcmp(w, "-mx32"))
		c->word_size = w;
	else if (is_other_sanitizer(w))
		c->sanitizer = w;
}

/* What the option at w says, its value being given; NULL: it has none. */
static void note_value(struct cmdline *c, const char *w, const char *value)
{
	if (!value)
		return;
	if (!strcmp(w, "-o") || !strcmp(w, "--output"))
		c->output = value;
	else if (!strcmp(w, "-MF"))
		c->depends_file = value;
	else if (!strcmp(w, "-MT") || !strcmp(w, "-MQ"))
		c->depends_target = true;
}

static void note_joined_value(struct cmdline *c, const char *w)
{
	if (is_output(w) && starts_with(w, "--output="))
		c->output = w + strlen("--output=");
	else if (is_output(w) && w[1] == 'o' && w[2])
		c->output = w + 2;
	else if (starts_with(w, "-MF") && w[3])
		c->depends_file = w + 3;
	else if ((starts_with(w, "-MT") || starts_with(w, "-MQ")) && w[3])
		c->depends_target = true;
}

static enum word_role option_role(const char *w)
{
	if (!strcmp(w, "-x") || (starts_with(w, "-x") && w[2]) || starts_with(w, "--language"))
		return WORD_LANGUAGE;
	if (is_output(w))
		return WORD_OUTPUT;
	if (is_ours(w))
		return WORD_OURS;
	if (is_depends(w))
		return WORD_DEPENDS;
	return is_link_only(w) ? WORD_LINK_ONLY : WORD_OPTION;
}

/* Takes in the option at index i and its value, if it has one; returns the index of its last word. */
static size_t take_option(struct cmdline *c, size_t i, const char **language)
{
	const char *w = c->words.at[i];
	enum word_role role = option_role(w);
	const char *value = is_one_of(w, with_value, COUNT(with_value)) ? c->words.at[i + 1] : NULL;

	c->roles[i] = role;
	note_mode(c, w);
	note_linking(c, w);
	note_joined_value(c, w);
	note_value(c, w, value);
	if (role == WORD_LANGUAGE) {
		const char *l = value                           ? value
		                : starts_with(w, "--language=") ? w + strlen("--language=")
		                                                : w + 2;
		*language = strcmp(l, "none") ? l : NULL;
	}
	if (!value)
		return i;
	c->roles[i + 1] = role == WORD_OPTION ? WORD_VALUE : role;
	return i + 1;
}

struct cmdline cmdline_parse(char *const *words)
{
	struct cmdline c = {.mode = CMDLINE_LINK};
	const char *language = NULL;

	response_expand(&c.words, words);
	c.roles = must_allocate((c.words.count + 1) * sizeof *c.roles);
	c.languages = must_allocate((c.words.count + 1) * sizeof *c.languages);
	for (size_t i = 0; i < c.words.count; i++) {
		const char *w = c.words.at[i];
		if (w[0] == '-' && w[1]) {
			i = take_option(&c, i, &language);
			continue;
		}
		c.languages[i] = language;
		c.roles[i] = language ? WORD_SOURCE : source_role(w);
		if (c.roles[i] == WORD_SOURCE)
			c.sources++;
		else
			c.objects++;
	}
	if (c.mode == CMDLINE_LINK && !c.sources && !c.objects)
		c.mode = CMDLINE_ASK;
	return c;
}
