/*
 * Of more specifications than a report has room for it says that there are others, and those that are used last
 * are not forgotten where they still have room.
 *
 * expect: ok
 * report: name 0, name 1,
 * report: name 127, and others
 */
#include <acqrel/model.h>

#include <stdio.h>

static char names[300][16];

int main(void)
{
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 300; i++) {
			snprintf(names[i], sizeof names[i], "name %d", i);
			if (!ar_modelled(names[i]))
				return 1;
		}
	return 0;
}
