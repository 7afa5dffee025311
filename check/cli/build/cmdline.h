/* What a compiler's command line asks for, as far as a wrapper has to know. */
#ifndef ACQREL_CLI_CMDLINE_H
#define ACQREL_CLI_CMDLINE_H

#include "cli/strings.h"

enum cmdline_mode {
	CMDLINE_ASK,        /* nothing to compile or link: --version, -print-…, -dumpmachine */
	CMDLINE_PREPROCESS, /* -E, -M, -MM: instrumentation does not matter */
	CMDLINE_COMPILE,    /* -c, -S, -fsyntax-only */
	CMDLINE_LINK,       /* makes a program or shared library, perhaps compiling first */
};

enum word_role {
	WORD_OPTION,    /* an option, complete or the first of two words */
	WORD_VALUE,     /* the second word of the option before */
	WORD_SOURCE,    /* something to compile */
	WORD_OBJECT,    /* an input of the linker */
	WORD_LANGUAGE,  /* -x LANG, or its two words */
	WORD_LINK_ONLY, /* an option that only linking looks at, with its value */
	WORD_OURS,      /* an option that we decide about: -fsanitize=thread */
	WORD_OUTPUT,    /* -o FILE */
	WORD_DEPENDS,   /* writes a list of dependencies: -MD, -MMD, -MF, -MT, -MQ, -MP, with values */
};

struct cmdline {
	struct strings words;   /* without the compiler, response files expanded */
	enum word_role *roles;  /* of each word */
	const char **languages; /* of each source: what -x said, or NULL */
	enum cmdline_mode mode;
	size_t sources, objects;       /* how many of each */
	const char *output;            /* what -o names, or NULL */
	const char *depends;           /* -MD or -MMD, or NULL */
	const char *depends_file;      /* -MF */
	bool depends_target;           /* -MT or -MQ was given */
	bool optimizes, debugs;        /* -O… or -g… was given */
	bool shared, relocatable;      /* links something that is no program */
	bool is_static, is_static_cxx; /* -static; -static-libstdc++ */
	const char *sanitizer;         /* an option that asks for another sanitizer than thread, or NULL */
	const char *word_size;         /* -m32, -mx32, or NULL */
};

/* Takes the words after the compiler's name apart. */
struct cmdline cmdline_parse(char *const *words);

/* Appends the words of an argument vector, each @FILE replaced by what the file says. */
void response_expand(struct strings *out, char *const *words);

/* What the compiler would take a file for by its name. */
enum word_role source_role(const char *path);

/* Whether the file, by its name, or what -x says, is C++. */
bool source_is_cxx(const char *path, const char *language);

#endif
