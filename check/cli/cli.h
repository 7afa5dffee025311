/* The subcommands, and what they share. */
#ifndef ACQREL_CLI_H
#define ACQREL_CLI_H

/*
 * argv[0] is the subcommand's own name, argv[argc] is NULL. Each returns the exit status
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

/* The one of `candidates` (NULL-terminated) that `word` may be a slip for; NULL: none comes near. */
const char *nearest_word(const char *word, const char *const *candidates);

#endif
