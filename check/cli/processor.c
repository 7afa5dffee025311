#define _GNU_SOURCE
#include "cli/processor.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

double processor_used(pid_t pid)
{
	clockid_t clock;
	struct timespec t;

	if (clock_getcpuclockid(pid, &clock) || clock_gettime(clock, &t))
		return 0;
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Without /proc: it gets no processor time for a while in which it would even on a busy machine. */
static bool uses_nothing(pid_t pid)
{
	double before = processor_used(pid);

	nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
	return processor_used(pid) <= before;
}

bool processor_unwanted(pid_t pid)
{
	char path[32], line[512];
	FILE *f;

	snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
	f = fopen(path, "r");
	if (!f)
		return kill(pid, 0) || uses_nothing(pid);
	size_t n = fread(line, 1, sizeof line - 1, f);
	fclose(f);
	line[n] = 0;
	/* "PID (NAME) STATE …", and the name may hold anything. */
	const char *state = strrchr(line, ')');
	return !state || !state[1] || strchr("SZX", state[2]);
}
