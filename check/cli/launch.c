#define _GNU_SOURCE
#include "launch.h"

#include "cli.h"
#include "process.h"
#include "words.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <unistd.h>

static bool make_outcome(const struct acq_request *request, struct launched *l)
{
	l->outcome_fd = memfd_create("acqrel-outcome", MFD_CLOEXEC);
	l->printed_fd = memfd_create("acqrel-printed", MFD_CLOEXEC);
	if (l->outcome_fd < 0 || l->printed_fd < 0 || ftruncate(l->outcome_fd, sizeof *l->outcome))
		return false;
	l->outcome = mmap(NULL, sizeof *l->outcome, PROT_READ | PROT_WRITE, MAP_SHARED, l->outcome_fd, 0);
	if (l->outcome == MAP_FAILED)
		return false;
	l->outcome->request = *request;
	l->outcome->magic = ACQ_OUTCOME_MAGIC;
	return true;
}

/* In the child. Returns only if the program cannot be started. */
static void become_program(const char *path, char *const *argv, const struct launched *l, pid_t parent)
{
	int nothing = open("/dev/null", O_RDONLY);

	setpgid(0, 0); /* Ctrl-C is for us: we stop it, and it hands over what it has */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	personality(ADDR_NO_RANDOMIZE);
	process_restore_signals();
	dup2(nothing, STDIN_FILENO);
	dup2(l->printed_fd, STDOUT_FILENO);
	dup2(l->printed_fd, STDERR_FILENO);
	if (nothing > STDERR_FILENO)
		close(nothing);
	fcntl(l->outcome_fd, F_SETFD, 0);
	execv(path, argv);
}

bool launch(const char *path, char *const *argv, const struct acq_request *request, struct launched *l)
{
	int report[2], error = 0;
	pid_t parent = getpid();

	if (!make_outcome(request, l) || pipe2(report, O_CLOEXEC)) {
		fail("cannot make the shared memory for the exploration: %s", strerror(errno));
		return false;
	}
	setenv(ACQ_OUTCOME_FD_ENV, must_print("%d", l->outcome_fd), 1);
	l->pid = fork();
	if (l->pid == 0) {
		become_program(path, argv, l, parent);
		error = errno;
		if (write(report[1], &error, sizeof error) < 0)
			_exit(126);
		_exit(127);
	}
	if (l->pid < 0)
		error = errno;
	unsetenv(ACQ_OUTCOME_FD_ENV);
	close(report[1]);
	if (l->pid > 0 && read(report[0], &error, sizeof error) < 0)
		error = 0;
	close(report[0]);
	if (error)
		fail("cannot start %s: %s", path, strerror(error));
	return !error;
}
