/* What `acqrel help` says. */
#include "cli/cli.h"
#include "cli/fail.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
#define EXPLORE_OPTIONS \
	"Options:\n" \
	"  --json FILE          write the result as one JSON object ('-': to standard output;\n" \
	"                       the report then goes to standard error)\n" \
	"  --witness FILE       save the execution with the error, for acqrel replay\n" \
	"  --graph FILE         draw the execution: FILE ends in .svg, or in .dot for Graphviz\n" \
	"  --no-leaks           do not report memory that is still allocated at the end\n" \
	"  --ignore-exit-status\n" \
	"                       do not report that the program ends with a status other than 0\n" \
	"  --show-output        show what the program prints even if there is no error: in the first\n" \
	"                       execution that runs to its end\n" \
	"  --malloc-failures    also explore that malloc, calloc, strdup and the like return NULL\n" \
	"  --thread-failures    also explore that pthread_create returns EAGAIN\n" \
	"  --spurious-failures  also explore that a weak compare-exchange fails although it finds the\n" \
	"                       expected value\n" \
	"  --spurious-wakeups   also explore that waits on condition variables and futexes end without\n" \
	"                       a wake-up\n" \
	"  --main-returns HOW   what happens to other threads when main returns: join (the default: main\n" \
	"                       waits for them, and a thread that waits forever is an error), or exit\n" \
	"                       (they end wherever they are, as the C standard says)\n" \
	"  --release-sequences=c20|c11\n" \
	"                       which stores continue the release sequence of a release store: only\n" \
	"                       read-modify-writes, as in C++20 (c20, the default), or also later\n" \
	"                       stores of the same thread, as in C11, C17 and RC11 (c11)\n" \
	"  --volatile=relaxed   treat volatile accesses as relaxed atomics, as kernel code does " \
	"(READ_ONCE)\n" \
	"  --nondet LOW..HIGH   explore these return values of __VERIFIER_nondet_int() and the like\n" \
	"                       (at most 256 values)\n" \
	"  --max-executions N   stop after N executions\n" \
	"  --max-steps N        cut an execution after N steps (default 100000; after the first\n" \
	"                       execution that was cut, 2000)\n" \
	"  --time SECONDS       stop after this time; fractions are allowed\n" \
	"  --stuck-after SECONDS\n" \
	"                       report a thread that runs for this long without any effect that other\n" \
	"                       threads can see (default 5)\n" \
	"  --no-help            do not search for a fix (orders, fences, locks, broadcasts, atomics)\n" \
	"  --help-time SECONDS  processor time for that search (default: 1, or as much as it took to find\n" \
	"                       the error, up to 5)\n" \
	"  --no-reductions      also explore executions that differ only in the order in which counters\n" \
	"                       that nobody reads meanwhile were added to, or in which of several threads\n" \
	"                       that run the same does what\n" \
	"  --no-shorten         report the first error as it was found; do not look for a shorter " \
	"execution\n" \
	"  --library            explore and show the steps inside libacqrel; by default its calls are\n" \
	"                       what they are specified to do (docs/checker.md), and one step each\n" \
	"  -j N                 explore with N processes (default 1)\n" \
	"  -q, --quiet          print only the verdict, on one line\n" \
	"  --format FORMAT      text (the default), gcc (as compilers write errors, for editors), github\n" \
	"                       (annotations) or sarif (SARIF 2.1.0)\n" \
	"  --color WHEN         auto (the default: on a terminal), always or never\n" \
	"  -h, --help           print this text\n" \
	"  --version            print the version\n" \
	"\n" \
	"Exit status: 0 every execution was explored, without an error; 1 an error was found; 2 wrong\n" \
	"usage, a compile error, or something that is not modelled; 3 no error was found, but not\n" \
	"everything was explored.\n"

static const struct {
	const char *name, *text;
} pages[] = {
	{ "check",
	  "usage: acqrel check [OPTIONS] FILE.c... [-- COMPILER-FLAGS...]\n"
	  "\n"
	  "Compiles the files into one program, explores every execution of it that RC11, the repaired\n"
	  "C11 memory model, allows, and reports the first error, or that there is none. C++ sources,\n"
	  "object files and static libraries are accepted, too. Flags after -- go to the compiler, behind\n"
	  "-O0 -g: with optimization compilers leave out accesses whose value is not used.\n"
	  "The compiler is $ACQREL_CC, else $CC, else cc; for C++ $ACQREL_CXX, $CXX, c++.\n"
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
	  "Runs one execution again and reports it: the one that acqrel check or acqrel run has saved with\n"
	  "--witness FILE. Nothing is explored. If the program was checked from source, it is built again "
	  "in\n"
	  "the same directory with the same flags. The program must not have changed.\n"
	  "\n"
	  "Options:\n"
	  "  --gdb                run it in gdb, which stops at the error, with the variables and the stack\n"
	  "                       of the program; if threads wait forever, gdb stops in one after the other\n"
	  "                       (continue: the next one)\n"
	  "  --graph FILE         draw the execution: FILE ends in .svg, or in .dot for Graphviz\n"
	  "  --json FILE          write the result as one JSON object ('-': to standard output)\n"
	  "  --format FORMAT      text (the default), gcc, github or sarif\n"
	  "  -q, --quiet          print only the verdict, on one line\n"
	  "  --color WHEN         auto (the default: on a terminal), always or never\n"
	  "  -h, --help           print this text\n"
	  "\n"
	  "Exit status: 1 the error occurred again; 2 it did not, because the program, or something that it\n"
	  "depends on, has changed; with --gdb 0 after gdb has ended.\n" },
	{ "cc",
	  "usage: acqrel cc COMPILER-ARGUMENTS...      (acqrel c++ for C++)\n"
	  "\n"
	  "Replaces the compiler in a build, and makes programs for acqrel run:\n"
	  "\n"
	  "    make CC=\"acqrel cc\"\n"
	  "    acqrel run ./program\n"
	  "\n"
	  "Where a build system needs one word, use acqrel-cc (acqrel-c++ for C++):\n"
	  "\n"
	  "    cmake -B build -DCMAKE_C_COMPILER=acqrel-cc -DCMAKE_CXX_COMPILER=acqrel-c++\n"
	  "    ./configure CC=\"acqrel cc\" CXX=\"acqrel c++\"\n"
	  "\n"
	  "It takes the compiler's own arguments and exits with the compiler's status. Programs that you\n"
	  "start directly run as usual. The compiler is $ACQREL_CC, else $CC (unless that is acqrel "
	  "itself),\n"
	  "else cc; for acqrel c++ it is $ACQREL_CXX, $CXX or c++.\n" },
};

static const char summary[] =
	"usage: acqrel check [OPTIONS] FILE.c... [-- COMPILER-FLAGS...]   check a program\n"
	"       acqrel cc ...   acqrel c++ ...                            build one: make CC=\"acqrel cc\"\n"
	"       acqrel run [OPTIONS] PROGRAM [ARGS...]                    check what acqrel cc has built\n"
	"       acqrel replay [--gdb] WITNESS                             run one execution again\n"
	"       acqrel help [check|run|replay|cc]                         describe one command\n"
	"\n"
	"acqrel runs a C program through every execution that RC11, the repaired C11 memory model,\n"
	"allows: all interleavings of its threads and all values that its atomic operations may read. It\n"
	"shows an execution with an error (a data race, a deadlock, a failed assertion, a use after free\n"
	"and more), or says that there is none.\n";

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
