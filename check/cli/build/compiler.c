#define _GNU_SOURCE
#include "cli/build/compiler.h"

#include "cli/install.h"

#include <stdlib.h>
#include <string.h>

/* Functions that compilers replace by code of their own, which touches memory without telling. */
/* clang-format off */
static const char *const visible_functions[] = {
	"memcpy", "memmove", "memset", "memcmp", "bcmp", "bcopy", "bzero", "memchr", "mempcpy", "strlen",
	"strnlen", "strcpy", "strncpy", "stpcpy", "stpncpy", "strcat", "strncat", "strcmp", "strncmp",
	"strchr", "strrchr", "strstr", "strspn", "strcspn", "strpbrk", "strdup", "strndup", "sprintf",
	"snprintf", "malloc", "calloc", "realloc", "free",
};
/* clang-format on */

/* Whether starting this command would start acqrel again. */
static bool is_ourselves(const char *command)
{
	size_t n = strcspn(command, " \t");
	char *first = must_copy(command, n);

	return !strcmp(base_name(first), "acqrel") || starts_with(base_name(first), "acqrel-c");
}

const char *compiler_name(bool cxx)
{
	const char *own = getenv(cxx ? "ACQREL_CXX" : "ACQREL_CC");
	const char *usual = getenv(cxx ? "CXX" : "CC");

	if (own && own[strspn(own, " \t")])
		return own;
	if (usual && usual[strspn(usual, " \t")] && !is_ourselves(usual))
		return usual;
	return cxx ? "c++" : "cc";
}

struct compiler compiler_find(bool cxx)
{
	struct compiler c = {.cxx = cxx};

	strings_add_words(&c.command, compiler_name(cxx));
	return c;
}

/*
 * clang's instrumentation calls the same function for a weak compare-exchange as for a strong one, and works
 * out from what that returns whether it succeeded: the runtime is called before, and asked afterwards.
 */
static void tell_weak(struct strings *argv)
{
	static const char *const exchanges[][3] = {
		/* name, parameters, whether it is weak */
		{"__c11_atomic_compare_exchange_weak", "p,e,d,s,f", "1"},
		{"__c11_atomic_compare_exchange_strong", "p,e,d,s,f", "0"},
		{"__atomic_compare_exchange_n", "p,e,d,w,s,f", "w"},
		{"__atomic_compare_exchange", "p,e,d,w,s,f", "w"},
	};

	for (size_t i = 0; i < sizeof exchanges / sizeof exchanges[0]; i++) {
		const char *name = exchanges[i][0], *parameters = exchanges[i][1];
		strings_add(argv, must_print("-D%s(%s)=__extension__({"
		                             "extern void acqrel_weak(int)__asm__(\"acqrel_weak\");"
		                             "extern int acqrel_failed(void)__asm__(\"acqrel_failed\");"
		                             "acqrel_weak(%s);%s(%s)&&!acqrel_failed();})",
		                             name, parameters, exchanges[i][2], name, parameters));
	}
}

/*
 * Both compilers tell volatile accesses apart from version 11 on, and refuse an option that they do not know.
 * clang tells only of the write of `n++` otherwise, when it has made the read already.
 */
static void tell_accesses(const struct compiler *c, struct strings *argv)
{
	if (c->version < 11)
		return;
	strings_add(argv, c->is_clang ? "-mllvm" : "--param=tsan-distinguish-volatile=1");
	if (c->is_clang)
		strings_add(argv, "-tsan-distinguish-volatile=1");
	if (c->is_clang && c->version >= 12) {
		strings_add(argv, "-mllvm");
		strings_add(argv, "-tsan-instrument-read-before-write=1");
	}
}

/*
 * The compiler runs our assembler in place of its own: it announces what the compiler's instrumentation
 * leaves out (check/instrument).
 */
static void add_assembler(const struct compiler *c, struct strings *argv)
{
	const char *folder = install_assembler();
	char *command = must_print("%s", c->command.at[0]);

	if (!folder)
		return;
	for (size_t i = 1; i < c->command.count; i++)
		command = must_print("%s %s", command, c->command.at[i]);
	setenv("ACQREL_ASSEMBLER_OF", command, 1);
	strings_add(argv, must_print("-B%s", folder));
}

/*
 * Functions that ask not to be instrumented are: what they access would be plain accesses for our assembler,
 * also where they are atomic. The name that stands in for the attribute means nothing for a function.
 */
static void ignore_exceptions(struct strings *argv)
{
	strings_add(argv, "-Dno_sanitize(...)=__unused__");
	strings_add(argv, "-D__no_sanitize__(...)=__unused__");
	strings_add(argv, "-Dno_sanitize_thread=__unused__");
	strings_add(argv, "-D__no_sanitize_thread__=__unused__");
	strings_add(argv, "-Ddisable_sanitizer_instrumentation=__unused__");
}

void compiler_add_flags(const struct compiler *c, struct strings *argv)
{
	add_assembler(c, argv);
	ignore_exceptions(argv);
	strings_add(argv, "-fsanitize=thread");
	/*
	 * The runtime has the function that is called at an index outside an array. What clang's `bounds` has
	 * beyond that would be a trap, which does not say where.
	 */
	strings_add(argv, c->is_clang ? "-fsanitize=array-bounds" : "-fsanitize=bounds");
	strings_add(argv, "-g");
	strings_add(argv, "-fno-omit-frame-pointer");
	strings_add(argv, "-DACQREL_CHECKING=1");
	/* On aarch64 they hold short distances in the code, which grow by what is put in between. */
	if (!c->for_x86)
		strings_add(argv, "-fno-jump-tables");
	/*
	 * libstdc++ then compiles std::string into the program, instead of using what is not seen in the
	 * library.
	 */
	strings_add(argv, "-D_GLIBCXX_ASSERTIONS");
	/* After all folders that the command line names, and without warnings about what is in it. */
	strings_add(argv, "-isystem");
	strings_add(argv, install_include());
	strings_add(argv, "-isystem");
	strings_add(argv, install_overrides());
	for (size_t i = 0; i < sizeof visible_functions / sizeof visible_functions[0]; i++)
		strings_add(argv, must_print("-fno-builtin-%s", visible_functions[i]));
	tell_accesses(c, argv);
	if (c->is_clang) {
		strings_add(argv, "-grecord-command-line"); /* gcc writes down how it optimizes by itself */
		if (c->tell_weak)
			tell_weak(argv);
		return;
	}
	strings_add(argv, "-Wno-tsan"); /* it warns about fences, which are fine here */
	/*
	 * It takes the instrumentation's atomic operations for calls that cannot touch a static variable
	 * whose address is not taken, and goes on with what that held before them; not so with the operations
	 * themselves.
	 */
	strings_add(argv, "-fno-ipa-reference");
	if (c->for_x86) {
		strings_add(argv, "-mmemcpy-strategy=libcall:-1:noalign");
		strings_add(argv, "-mmemset-strategy=libcall:-1:noalign");
	} else {
		/* Our assembler puts something between variables. */
		strings_add(argv, "-fno-section-anchors");
	}
}

void compiler_add_last_flags(const struct compiler *c, struct strings *argv)
{
	if (c->is_clang && install_assembler())
		strings_add(argv, "-fno-integrated-as");
	strings_add(argv,
	            "-U_FORTIFY_SOURCE"); /* the checked variants bypass the functions we stand in for */
	strings_add(argv, "-fno-lto");    /* or the link step would compile, uninstrumented */
}

void compiler_add_runtime(struct strings *argv)
{
	/* The first tells `acqrel run` what it is, the second lets instrumented plugins find us. */
	strings_add(argv, "-Wl,--export-dynamic-symbol=acqrel_runtime_version");
	strings_add(argv, "-Wl,--export-dynamic-symbol=__tsan_*");
	for (const char *const *name = (const char *const[]){"read*", "write*", "assembly", NULL}; *name;
	     name++)
		strings_add(argv, must_print("-Wl,--export-dynamic-symbol=acqrel_%s", *name));
	strings_add(argv, "-Wl,--export-dynamic-symbol=__ubsan_handle_*");
	/* Programs that use libacqrel are explored with the library's own code. */
	if (install_library())
		strings_add(argv, install_library());
	strings_add(argv, install_runtime());
	strings_add(argv, "-lpthread");
	strings_add(argv, "-ldl");
}
