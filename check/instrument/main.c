/*
 * The assembler that compilers of checked programs run: the text is rewritten (rewrite.h), then the real
 * assembler goes on.
 */
#include "instrument/assembler.h"
#include "instrument/clang.h"
#include "instrument/dialect.h"
#include "instrument/expand.h"
#include "instrument/rewrite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An expansion is right if the assembler makes the same of it; else what a macro does stays unknown. */
static void expand_macros(const struct assembler *a, struct text *t)
{
	size_t length;
	char *expanded = expand(t->at, t->length, &length);

	if (expanded && assembler_makes_same(a, t, expanded, length))
		text_take(t, expanded, length);
	else
		free(expanded);
}

int main(int argc, char **argv)
{
	struct assembler a = assembler_find(argv);
	struct text t = {0};
	size_t length;

	(void)argc;
	if (a.only_asks || !text_read(&t, a.input))
		return assembler_become(argv);
	char *mended = clang_mend(t.at, t.length, &length);
	if (mended)
		text_take(&t, mended, length);
	mended = dialect_mend(t.at, t.length, &length);
	if (mended)
		text_take(&t, mended, length);
	expand_macros(&a, &t);
	struct bytes *bytes = must_allocate((t.count + 1) * sizeof *bytes);
	memset(bytes, 0, (t.count + 1) * sizeof *bytes);
	if (!assembler_ask(&a, &t, bytes)) {
		/* What is wrong with it is said of the text as it was. */
		int status = assembler_run(&a, t.at, t.length, a.output, false);
		if (!status)
			fprintf(stderr,
			        "acqrel: the assembly of %s cannot be instrumented: the assembler refuses "
			        "labels "
			        "between its instructions\n",
			        a.input ? a.input : "standard input");
		return status ? status : 1;
	}
	char *rewritten = rewrite(&t, bytes, &length);
	return assembler_run(&a, rewritten, length, a.output, false);
}
