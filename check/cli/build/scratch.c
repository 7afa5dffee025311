#define _GNU_SOURCE
#include "cli/build/scratch.h"

#include "cli/fail.h"
#include "cli/strings.h"

#include <errno.h>
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

static char *directory;

/* Where programs can be started from: not a file system that is mounted noexec. */
static bool try_parent(const char *parent)
{
	struct statvfs fs;
	char *path;

	if (!parent || !*parent || statvfs(parent, &fs))
		return false;
	if (fs.f_flag & ST_NOEXEC) {
		errno = EACCES;
		return false;
	}
	path = must_print("%s/acqrel-XXXXXX", parent);
	if (!mkdtemp(path))
		return false;
	directory = path;
	return true;
}

bool scratch_make(void)
{
	const char *wanted = getenv("TMPDIR");
	bool found = try_parent(wanted && *wanted ? wanted : "/tmp");
	int error = errno;

	if (found || try_parent("/tmp") || try_parent("/var/tmp") || try_parent(getenv("XDG_RUNTIME_DIR")) ||
	    try_parent("/dev/shm") || try_parent("."))
		return true;
	fail("cannot make a temporary directory in %s (%s), nor in the usual other places: set TMPDIR to a "
	     "folder that "
	     "can be written to and is not mounted noexec",
	     wanted && *wanted ? wanted : "/tmp", strerror(error));
	return false;
}

const char *scratch_path(const char *name)
{
	return must_print("%s/%s", directory, name);
}

#define FEW ((uint64_t)4 << 20) /* bytes that a compiler soon fills */

const char *scratch_shortage(void)
{
	struct statvfs fs;

	if (!directory || statvfs(directory, &fs) || (uint64_t)fs.f_bavail * fs.f_frsize >= FEW)
		return "";
	return must_print("; %.*s has only %llu KiB left: set TMPDIR to a folder with more room",
	                  (int)(base_name(directory) - directory), directory,
	                  (unsigned long long)fs.f_bavail * fs.f_frsize / 1024);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *walk)
{
	(void)st, (void)type, (void)walk;
	return remove(path);
}

void scratch_remove(void)
{
	if (directory)
		nftw(directory, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	directory = NULL;
}
