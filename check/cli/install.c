#define _GNU_SOURCE
#include "install.h"

#include "words.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

static const char *prefix(void)
{
	static char path[PATH_MAX];
	ssize_t n = path[0] ? 0 : readlink("/proc/self/exe", path, sizeof path - 1);

	if (n < 0)
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

const char *install_libtsan(void)
{
	return must_print("%s/lib/acqrel/libtsan", prefix());
}

const char *install_library(void)
{
	const char *path = must_print("%s/lib/acqrel/libacqrel-checked.a", prefix());

	return access(path, R_OK) ? NULL : path;
}
