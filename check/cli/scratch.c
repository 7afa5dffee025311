#define _GNU_SOURCE
#include "scratch.h"

#include "cli.h"
#include "words.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *directory;

bool scratch_make(void)
{
	const char *parent = getenv("TMPDIR");
	char *path = must_print("%s/acqrel-XXXXXX", parent && *parent ? parent : "/tmp");

	if (!mkdtemp(path)) {
		fail("cannot make a temporary directory %s: %s", path, strerror(errno));
		return false;
	}
	directory = path;
	return true;
}

const char *scratch_path(const char *name)
{
	return must_print("%s/%s", directory, name);
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
