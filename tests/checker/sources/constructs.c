/* Finds the functions in the headers of constructs/ by how their lines begin. */
#include "source.h"

#include <stdlib.h>
#include <string.h>

static const char *const headers[KINDS][3] = {
	[STRUCTS] = {"structs.h"},    [CXX] = {"structs.h", "cxx.h"}, [LIBC] = {"libc.h"},
	[JUMPS] = {"simple.h"},       [LOCKS] = {"simple.h"},         [THREADS] = {"simple.h"},
	[CXX_THREADS] = {"simple.h"}, [ASSEMBLY] = {"simple.h"},
};

/* WRITER name(type *object, int v), or READER. */
static bool parse(char *line, struct construct *c)
{
	char *name = strchr(line, ' '), *open = strchr(line, '('), *star = strchr(line, '*');

	if ((strncmp(line, "WRITER ", 7) && strncmp(line, "READER ", 7)) || !open || !star)
		return false;
	c->writes = *line == 'W';
	snprintf(c->name, sizeof c->name, "%.*s", (int)(open - name - 1), name + 1);
	snprintf(c->type, sizeof c->type, "%.*s", (int)(star - open - 2), open + 1);
	return true;
}

static void scan(const char *header, bool cxx, struct constructs *to)
{
	char line[256];
	bool skips = false;

	snprintf(line, sizeof line, "%s/%s", CONSTRUCTS, header);
	FILE *f = fopen(line, "r");
	if (!f) {
		perror(line);
		exit(2);
	}
	while (fgets(line, sizeof line, f)) {
		struct construct c;
		if (!strncmp(line, "#ifndef __cplusplus", 19))
			skips = cxx;
		else if (!strncmp(line, "#endif", 6))
			skips = false;
		if (skips || !parse(line, &c) || is_switched_off(c.name))
			continue;
		to->at = realloc(to->at, (to->count + 1) * sizeof *to->at);
		if (!to->at)
			abort();
		to->at[to->count++] = c;
	}
	fclose(f);
}

bool kind_is_cxx(enum kind kind)
{
	return kind == CXX || kind == CXX_THREADS;
}

const struct constructs *constructs_of(enum kind kind)
{
	static struct constructs found[KINDS];

	if (found[kind].count)
		return &found[kind];
	for (unsigned k = 0; k < 3 && headers[kind][k]; k++)
		scan(headers[kind][k], kind_is_cxx(kind), &found[kind]);
	return &found[kind];
}
