#define _GNU_SOURCE
#include "cli/process.h"

#include "cli/fail.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static sigset_t awaited, found_mask;
static int interrupted;
static void (*found_pipe_action)(int);

/*
 * What is opened must not get the numbers of standard streams that our parent has closed: those of
 * the program that is explored are put in their places. Writing still fails.
 */
static void occupy_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) < 0 && open("/", O_RDONLY) < 0)
			return;
}

void process_init(void)
{
	occupy_streams();
	sigemptyset(&awaited);
	sigaddset(&awaited, SIGCHLD);
	sigaddset(&awaited, SIGINT);
	sigaddset(&awaited, SIGTERM);
	sigaddset(&awaited, SIGHUP);
	/* Our parent may have had SIGCHLD ignored: then no child could be waited for. */
	signal(SIGCHLD, SIG_DFL);
	/* A reader that goes away early (| head) must not keep us from tidying up. */
	found_pipe_action = signal(SIGPIPE, SIG_IGN);
	sigprocmask(SIG_BLOCK, &awaited, &found_mask);
}

void process_restore_signals(void)
{
	signal(SIGPIPE, found_pipe_action == SIG_ERR ? SIG_DFL : found_pipe_action);
	sigprocmask(SIG_SETMASK, &found_mask, NULL);
}

pid_t process_start(char *const *argv, int output, int errors, const char *temporaries)
{
	int report[2], error = 0;

	if (pipe2(report, O_CLOEXEC))
		return -1;
	pid_t pid = fork();
	if (pid == 0) {
		process_restore_signals();
		if (output >= 0)
			dup2(output, STDOUT_FILENO);
		if (errors >= 0)
			dup2(errors, STDERR_FILENO);
		if (temporaries)
			setenv("TMPDIR", temporaries, 1);
		execvp(argv[0], argv);
		error = errno;
		if (write(report[1], &error, sizeof error) < 0)
			_exit(126);
		_exit(127);
	}
	close(report[1]);
	if (pid > 0 && read(report[0], &error, sizeof error) > 0) {
		errno = error;
		pid = -1;
	}
	close(report[0]);
	return pid;
}

/* In the child: its standard streams are these ends of two pipes. */
static _Noreturn void become_asked(char *const *argv, int input, int output)
{
	process_restore_signals();
	dup2(input, STDIN_FILENO);
	dup2(output, STDOUT_FILENO);
	dup2(output, STDERR_FILENO);
	setenv("LC_ALL", "C", 1); /* what it says is read by us */
	execvp(argv[0], argv);
	_exit(127);
}

static char *read_to_end(int fd)
{
	char *text = NULL;
	size_t room = 0;
	FILE *f = fdopen(fd, "r");

	if (!f || getdelim(&text, &room, '\0', f) < 0) {
		free(text);
		text = NULL;
	}
	if (f)
		fclose(f);
	return text;
}

char *process_ask(char *const *argv, const char *input)
{
	int in[2], out[2], status = 0;
	size_t n = strlen(input);

	if (pipe2(in, O_CLOEXEC) || pipe2(out, O_CLOEXEC) || write(in[1], input, n) != (ssize_t)n)
		return NULL;
	pid_t pid = fork();
	if (pid == 0)
		become_asked(argv, in[0], out[1]);
	close(in[0]);
	close(in[1]);
	close(out[1]);
	char *text = read_to_end(out[0]);
	if (pid < 0 || waitpid(pid, &status, 0) != pid || (WIFEXITED(status) && WEXITSTATUS(status) == 127))
		return NULL;
	return text;
}

enum process_event process_wait_event(double seconds)
{
	struct timespec limit;
	int signal;

	if (seconds < 0) {
		signal = sigwaitinfo(&awaited, NULL);
	} else {
		limit.tv_sec = (time_t)seconds;
		limit.tv_nsec = (long)((seconds - (double)limit.tv_sec) * 1e9);
		signal = sigtimedwait(&awaited, NULL, &limit);
	}
	if (signal == SIGCHLD)
		return PROCESS_CHILD;
	if (signal > 0) {
		interrupted = signal;
		return PROCESS_INTERRUPT;
	}
	/* A signal outside the set, such as SIGCONT, is no event: let the caller look at the time. */
	return seconds < 0 ? PROCESS_CHILD : PROCESS_TIMEOUT;
}

int process_interrupted(void)
{
	return interrupted;
}

void process_die_interrupted(void)
{
	sigset_t one;

	signal(interrupted, SIG_DFL);
	sigemptyset(&one);
	sigaddset(&one, interrupted);
	raise(interrupted);
	sigprocmask(SIG_UNBLOCK, &one, NULL);
	_exit(128 + interrupted);
}

int process_become(char *const *argv)
{
	process_restore_signals();
	execvp(argv[0], argv);
	return fail("cannot start the compiler '%s': %s", argv[0], strerror(errno));
}
