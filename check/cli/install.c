#define _GNU_SOURCE
#include "cli/install.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

static const char *prefix(void)
{
	static char path[PATH_MAX];
	ssize_t n = path[0] ? 0 : readlink("/proc/self/exe", path, sizeof path - 1);

	/* /proc may not be mounted. */
	if (n < 0 && !realpath((const char *)getauxval(AT_EXECFN), path))
		return "/usr";
	for (int levels = 0; n && levels < 2; levels++) {
		char *slash = strrchr(path, '/');
		if (slash)
			*slash = 0;
	}
	return path;
}

const char *install_include(void)
{
	return must_print("%s/include", prefix());
}

const char *install_overrides(void)
{
	return must_print("%s/lib/acqrel/include", prefix());
}

const char *install_runtime(void)
{
	return must_print("%s/lib/acqrel/acqrel-rt.o", prefix());
}

const char *install_assembler(void)
{
	const char *path = must_print("%s/lib/acqrel/assembler/", prefix());

	return access(path, R_OK) ? NULL : path;
}

const char *install_note(void)
{
	return must_print("%s/lib/acqrel/acqrel-note.o", prefix());
}

const char *install_specification(const char *name)
{
	return must_print("%s/lib/acqrel/acqrel-%s.o", prefix(), name);
}

const char *install_libtsan(void)
{
	return must_print("%s/lib/acqrel/libtsan", prefix());
}

const char *install_library(void)
{
	const char *path = must_print("%s/lib/acqrel/libacqrel-checked.a", prefix());

	return access(path, R_OK) ? NULL : path;
}

#define SPECIFICATIONS ACQREL_SOURCE_DIR "/check/specifications/"

const char *const *install_specification_folders(void)
{
	static const char *const folders[] = {SPECIFICATIONS, NULL};

	return folders;
}

const char *const *install_library_folders(void)
{
	static const char *folders[] = {NULL, ACQREL_SOURCE_DIR "/include/acqrel/", ACQREL_SOURCE_DIR "/src/",
	                                SPECIFICATIONS, NULL};

	if (!folders[0])
		folders[0] = must_print("%s/acqrel/", install_include());
	return folders;
}

const char *const *install_checker_folders(void)
{
	static const char *folders[] = {NULL, ACQREL_SOURCE_DIR "/check/rt/",
	                                ACQREL_SOURCE_DIR "/check/engine/", NULL};

	if (!folders[0])
		folders[0] = must_print("%s/", install_overrides());
	return folders;
}

static bool is_library_file(const char *path)
{
	for (const char *const *folder = install_library_folders(); *folder; folder++)
		if (starts_with(path, *folder))
			return true;
	return false;
}

bool install_has_library_file(const struct strings *files)
{
	bool found = false;

	for (size_t i = 0; i < files->count && !found; i++) {
		char *path = realpath(files->at[i], NULL);
		found = path && is_library_file(path);
		free(path);
	}
	return found;
}
