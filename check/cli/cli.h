/* What the files of the command share: its subcommands, exit statuses and messages. */
#ifndef ACQREL_CLI_H
#define ACQREL_CLI_H

/* The exit statuses: 0 and 1 come from the verdict. */
enum { EXIT_UNUSABLE = 2, EXIT_INCOMPLETE = 3 };

/*
 * The subcommands. argv[0] is the subcommand's own name, argv[argc] is NULL. Each returns the exit status
 * of the process.
 */
int command_check(int argc, char **argv);
int command_run(int argc, char **argv);
int command_replay(int argc, char **argv);
int command_cc(int argc, char **argv); /* also "c++" */
int command_help(int argc, char **argv);
int command_version(int argc, char **argv);

/* Prints the help of one subcommand, or of the command itself for NULL. False: there is no such one. */
int help_print(const char *subcommand);

/* Prints "acqrel: " and the sentence on standard error, and returns EXIT_UNUSABLE. */
int fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The last sentence of fail(). */
const char *failure(void);

/* The one of `candidates` (NULL-terminated) that `word` may be a slip for; NULL: none comes near. */
const char *nearest_word(const char *word, const char *const *candidates);

#endif
