#define _GNU_SOURCE
#include "report/render/json_text.h"

#include <stdlib.h>
#include <string.h>

json_t *json_text(const char *s)
{
	json_t *j = s ? json_string(s) : json_null();

	if (j)
		return j;
	char *ascii = strdup(s);
	for (char *c = ascii; c && *c; c++)
		if ((unsigned char)*c >= 0x80)
			*c = '?';
	j = ascii ? json_string(ascii) : json_null();
	free(ascii);
	return j;
}
