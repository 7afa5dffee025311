/*
 * Child processes, and the signals that end the command. Signals are not handled but waited for: they stay
 * blocked, and a wait for a child notices an interrupt in the same place. So nothing is ever
 * left half done, and no temporary file survives Ctrl-C.
 */
#ifndef ACQREL_CLI_PROCESS_H
#define ACQREL_CLI_PROCESS_H

#include <stdbool.h>
#include <sys/types.h>

/* Called once, first of all. */
void process_init(void);

/* In a child, before exec: signals as the command found them when it was started. */
void process_restore_signals(void);

/*
 * Starts a program, found on PATH, with the command's own standard streams, standard output and error going
 * to `output` and `errors` instead unless those are negative. Unless `temporaries` is NULL, it is the
 * program's $TMPDIR. -1: errno says why not.
 */
pid_t process_start(char *const *argv, int output, int errors, const char *temporaries);

/*
 * Runs a program, found on PATH, with `input` (a few KiB at most) as its standard input; returns all that it
 * writes to standard output and standard error. NULL: it cannot be started.
 */
char *process_ask(char *const *argv, const char *input);

enum process_event { PROCESS_CHILD, PROCESS_INTERRUPT, PROCESS_TIMEOUT };

/*
 * Waits until a child may have ended, the command is asked to end (SIGINT, SIGTERM, SIGHUP), or the time
 * is over (seconds < 0: never).
 */
enum process_event process_wait_event(double seconds);

/* Which signal asked the command to end; 0: none has. */
int process_interrupted(void);

/* Ends the command by the signal that asked for it, as if it had never been blocked. */
_Noreturn void process_die_interrupted(void);

/* Replaces the command by the program; returns EXIT_UNUSABLE, with a message, if that fails. */
int process_become(char *const *argv);

#endif
