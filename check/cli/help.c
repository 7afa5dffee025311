/* What `acqrel help` says. */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
#define EXPLORE_OPTIONS                                                                                      \
	"Options:\n"                                                                                         \
	"  --json FILE          write the result as one JSON object ('-': to standard output;\n"             \
	"                       the report then goes to standard error)\n"                                   \
	"  --witness FILE       write down the execution that went wrong, for acqrel replay\n"                  \
	"  --graph FILE         draw it: FILE ends in .svg, or in .dot for Graphviz\n"                          \
	"  --no-leaks           memory that is still allocated at the end is no error\n"                     \
	"  --ignore-exit-status\n"                                                                          \
	"                       that the program ends with a status other than 0 is no error\n"             \
	"  --show-output        show what the program prints also if there is no error: in the first\n"     \
	"                       execution that comes to its end\n"                                          \
	"  --malloc-failures    explore also that malloc, calloc, strdup and the like return NULL\n"          \
	"  --thread-failures    explore also that pthread_create returns EAGAIN\n"                           \
	"  --spurious-failures  explore also that a weak compare-exchange fails although it finds\n"         \
	"                       what it expects\n"                                                              \
	"  --spurious-wakeups   explore also that pthread_cond_wait returns without a signal\n"              \
	"  --main-returns HOW   what main's return means for threads that still run: join (the default: it\n"   \
	"                       waits for them, and one that waits for ever is an error), or exit (it ends\n" \
	"                       them wherever they are, as C says)\n"                                        \
	"  --release-sequences=c20|c11\n"                                                                    \
	"                       which stores continue the release sequence of a release store: only\n"         \
	"                       read-modify-writes, as in C++20 (c20, the default), or later stores of\n"      \
	"                       its thread as well, as in C11, C17 and RC11 (c11)\n"                           \
	"  --volatile=relaxed   volatile accesses are relaxed atomic ones, as in kernel code (READ_ONCE)\n"   \
	"  --nondet LOW..HIGH   the values that __VERIFIER_nondet_int() and the like return, all of which\n"    \
	"                       are explored (at most 256)\n"                                                \
	"  --max-executions N   stop after N executions\n"                                                   \
	"  --max-steps N        cut an execution after N steps (default 100000, and 2000 once one was cut)\n" \
	"  --time SECONDS       stop after this time; fractions are fine\n"                                  \
	"  --stuck-after SECONDS\n"                                                                          \
	"                       report a thread that runs for so long without doing anything\n"              \
	"                       that others can see (default 5)\n"                                           \
	"  --no-help            do not try which stronger memory orders would mend an error\n"                \
	"  --help-time SECONDS  processor time to try that in (default: 1, or as much as finding the error\n" \
	"                       took, up to 5)\n"                                                             \
	"  --no-shorten         report the first error as it was found; do not look for a shorter one\n"      \
	"  --library            show what happens inside libacqrel, too: without it, a call is one step\n"     \
	"  -j N                 explore with N processes (default 1)\n"                                         \
	"  -q, --quiet          only the verdict, on one line\n"                                             \
	"  --format FORMAT      text (the default), gcc (as compilers write errors, for editors), github\n" \
	"                       (annotations) or sarif (SARIF 2.1.0)\n"                                     \
	"  --color WHEN         auto (the default: on a terminal), always or never\n"                        \
	"  -h, --help           this text\n"                                                                 \
	"  --version            the version\n"                                                               \
	"\n"                                                                                                 \
	"Exit status: 0 every execution explored, no error; 1 an error was found; 2 wrong usage,\n"           \
	"does not compile, or uses something that is not modelled; 3 stopped at a limit, no error so far.\n"

static const struct {
	const char *name, *text;
} pages[] = {
	{ "check",
	  "usage: acqrel check [OPTIONS] FILE.c... [-- COMPILER-FLAGS...]\n"
	  "\n"
	  "Compiles the files into one program, explores every execution of it that the C11 memory model\n"
	  "(RC11) allows, and reports the first error, or that there is none. C++ sources, object files and\n"
	  "static libraries are welcome too. Flags after -- go to the compiler: -O1 -g unless they say\n"
	  "otherwise. The compiler is $CC, else cc; for C++ it is $CXX, else c++.\n"
	  "\n" EXPLORE_OPTIONS },
	{ "run",
	  "usage: acqrel run [OPTIONS] PROGRAM [ARGS...]\n"
	  "\n"
	  "Explores every execution of a program that was built with acqrel cc or acqrel c++, or with\n"
	  "gcc -fsanitize=thread and the shared libtsan.\n"
	  "\n" EXPLORE_OPTIONS },
	{ "replay",
	  "usage: acqrel replay [OPTIONS] WITNESS\n"
	  "       acqrel replay --gdb WITNESS [-- GDB-ARGUMENTS...]\n"
	  "\n"
	  "Runs once more, and reports, the execution that acqrel check --witness FILE or acqrel run --witness\n"
	  "FILE has written down; nothing is explored. A program that was checked from source is built again\n"
	  "in the same directory, with the same flags; the program must be the same as then.\n"
	  "\n"
	  "Options:\n"
	  "  --gdb                run it in gdb, which stops at the error, with the program's variables and\n"
	  "                       stack as they are there; of threads that wait for good in each in turn\n"
	  "                       (continue: the next)\n"
	  "  --graph FILE         draw it: FILE ends in .svg, or in .dot for Graphviz\n"
	  "  --json FILE          write the result as one JSON object ('-': to standard output)\n"
	  "  --format FORMAT      text (the default), gcc, github or sarif\n"
	  "  -q, --quiet          only the verdict, on one line\n"
	  "  --color WHEN         auto (the default: on a terminal), always or never\n"
	  "  -h, --help           this text\n"
	  "\n"
	  "Exit status: 1 the error is there again; 2 it is not, because the program, or something that it\n"
	  "depends on, is not the same; with --gdb 0 once gdb has ended.\n" },
	{ "cc",
	  "usage: acqrel cc COMPILER-ARGUMENTS...      (acqrel c++ for C++)\n"
	  "\n"
	  "Takes the place of the compiler in a build and makes programs for acqrel run:\n"
	  "\n"
	  "    make CC=\"acqrel cc\"\n"
	  "    acqrel run ./program\n"
	  "\n"
	  "Where one word is wanted, it is acqrel-cc (acqrel-c++ for C++):\n"
	  "\n"
	  "    cmake -B build -DCMAKE_C_COMPILER=acqrel-cc -DCMAKE_CXX_COMPILER=acqrel-c++\n"
	  "    ./configure CC=\"acqrel cc\" CXX=\"acqrel c++\"\n"
	  "\n"
	  "Understands the compiler's own command line and exits with its status. Started by themselves the\n"
	  "programs run as usual. The compiler is $ACQREL_CC, else $CC (unless that is acqrel itself), else\n"
	  "cc; for acqrel c++ it is $ACQREL_CXX, $CXX or c++.\n" },
};

static const char summary[] =
	"usage: acqrel check [OPTIONS] FILE.c... [-- COMPILER-FLAGS...]   check a program\n"
	"       acqrel cc ...   acqrel c++ ...                            build one: make CC=\"acqrel cc\"\n"
	"       acqrel run [OPTIONS] PROGRAM [ARGS...]                    check what acqrel cc has built\n"
	"       acqrel replay [--gdb] WITNESS                             run one execution again\n"
	"       acqrel help [check|run|replay|cc]                         say more about one of them\n"
	"\n"
	"acqrel runs a C program through every execution that the C11 memory model (RC11) allows: all\n"
	"interleavings of its threads and all values that its atomic operations may read. It shows one that\n"
	"goes wrong (a data race, a deadlock, a failed assertion, a use after free and more), or says that\n"
	"none does.\n";

/* clang-format on */

int help_print(const char *subcommand)
{
	if (!subcommand) {
		fputs(summary, stdout);
		return 1;
	}
	if (!strcmp(subcommand, "c++"))
		subcommand = "cc";
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
		if (!strcmp(subcommand, pages[i].name)) {
			fputs(pages[i].text, stdout);
			return 1;
		}
	return 0;
}

int command_help(int argc, char **argv)
{
	if (argc > 2)
		return fail("help takes the name of one command");
	if (!help_print(argc > 1 ? argv[1] : NULL))
		return fail("there is no help on '%s', only on check, run, replay and cc", argv[1]);
	return 0;
}

int command_version(int argc, char **argv)
{
	(void)argc, (void)argv;
	puts("acqrel " ACQREL_VERSION);
	return 0;
}
