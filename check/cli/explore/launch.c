#define _GNU_SOURCE
#include "cli/explore/launch.h"

#include "cli/fail.h"
#include "cli/process.h"
#include "cli/strings.h"
#include "protocol/outcome.h"
#include "protocol/override.h"
#include "protocol/request.h"
#include "protocol/witness.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Puts an array behind what is there already. */
static bool append(struct launched *l, const void *from, size_t size, size_t count, struct acq_array *array)
{
	off_t end = lseek(l->outcome_fd, 0, SEEK_END);

	if (!count)
		return true;
	*array = (struct acq_array){(uint64_t)end, count};
	return end > 0 && pwrite(l->outcome_fd, from, size * count, end) == (ssize_t)(size * count);
}

static bool make_outcome(const struct acq_request *request, const struct launch_data *data,
                         struct launched *l)
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
	struct acq_request *q = &l->outcome->request;
	return append(l, data->events, sizeof *data->events, data->event_count, &q->witness) &&
	       append(l, data->overrides, sizeof *data->overrides, data->override_count, &q->overrides) &&
	       append(l, data->suspects, sizeof *data->suspects, data->suspect_count, &q->suspects) &&
	       append(l, data->units, sizeof *data->units, data->unit_count, &q->units);
}

static void tell_failure(void)
{
	fail("cannot make the shared memory for the exploration: %s", strerror(errno));
}

static void set_variable(const struct launched *l)
{
	setenv(ACQ_OUTCOME_FD_ENV, must_print("%d", l->outcome_fd), 1);
}

bool launch_share(const struct acq_request *request, const struct launch_data *data)
{
	struct launched l;

	if (!make_outcome(request, data, &l)) {
		tell_failure();
		return false;
	}
	fcntl(l.outcome_fd, F_SETFD, 0);
	set_variable(&l);
	return true;
}

/* In the child. Returns only if the program cannot be started. */
static void become_program(const char *path, char *const *argv, const struct launched *l, pid_t parent)
{
	int nothing = open("/dev/null", O_RDONLY);
	const char *whole = realpath(path, NULL);

	setpgid(0, 0); /* Ctrl-C is for us: we stop it, and it writes what it has */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	personality(ADDR_NO_RANDOMIZE);
	for (char *const *v = l->variables; v && *v; v += 2)
		setenv(v[0], v[1], 1);
	/*
	 * What the dynamic linker notes down while the program runs would not be the same in every execution.
	 */
	setenv("LD_BIND_NOW", "1", 1);
	/* GLib before 2.76 has an allocator of its own otherwise, whose blocks could not be told apart. */
	setenv("G_SLICE", "always-malloc", 0);
	process_restore_signals();
	dup2(nothing, STDIN_FILENO);
	dup2(l->printed_fd, STDOUT_FILENO);
	dup2(l->printed_fd, STDERR_FILENO);
	if (nothing > STDERR_FILENO)
		close(nothing);
	fcntl(l->outcome_fd, F_SETFD, 0);
	/*
	 * By its full name: where /proc is not mounted, the runtime knows no other way to say where its code
	 * lies.
	 */
	execv(whole ? whole : path, argv);
}

/* What stands in the way, where the error itself does not tell. */
static const char *why_not(const char *path, int error)
{
	struct statvfs fs;

	if (error == EACCES && !statvfs(path, &fs) && fs.f_flag & ST_NOEXEC)
		return ": it lies on a file system that is mounted noexec; copy it to another";
	return "";
}

bool launch(const char *path, char *const *argv, const struct acq_request *request,
            const struct launch_data *data, struct launched *l)
{
	int report[2], error = 0;
	pid_t parent = getpid();

	if (!make_outcome(request, data, l) || pipe2(report, O_CLOEXEC)) {
		tell_failure();
		return false;
	}
	set_variable(l);
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
		fail("cannot start %s: %s%s", path, strerror(error), why_not(path, error));
	return !error;
}
