#include "instrument/aarch64/operand.h"

#include "cli/strings.h"

#include <ctype.h>
#include <string.h>

char *operand_relocation(const char *statement)
{
	const char *colon = strchr(statement, ':');
	size_t n = colon ? strcspn(colon, "],") : 0;

	while (n && isspace((unsigned char)colon[n - 1]))
		n--;
	return n ? must_copy(colon, n) : NULL;
}

const char *operand_last(const char *statement, size_t *length)
{
	const char *comma = strrchr(statement, ','), *at = comma ? comma + 1 : statement;
	size_t n;

	if (!comma)
		at += strcspn(at, " \t");
	at += strspn(at, " \t");
	n = strlen(at);
	while (n && isspace((unsigned char)at[n - 1]))
		n--;
	*length = n;
	return n ? at : NULL;
}
