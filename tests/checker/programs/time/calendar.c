/* Dates, in memory of the program.
 *
 * expect: ok 1
 */
#define _GNU_SOURCE
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int main(void)
{
	struct tm *p = malloc(sizeof *p), *q = malloc(sizeof *q);
	char *text = malloc(64);
	time_t t = 86400 * 365;

	assert(gmtime_r(&t, p) == p && p->tm_year == 71 && p->tm_mon == 0);
	assert(localtime_r(&t, q) == q && q->tm_year >= 70);
	assert(asctime_r(p, text) == text && strstr(text, "1971"));
	assert(ctime_r(&t, text) == text && strstr(text, "197"));
	assert(timegm(p) == t);
	p->tm_mday = 32;
	assert(mktime(p) != -1 && p->tm_mon == 1 && timelocal(p) != -1);
	assert(strftime(text, 64, "%Y", p) == 4 && !strcmp(text, "1971"));
	assert(strftime(text, 2, "%Y", p) == 0);
	assert(gmtime(&t)->tm_year == 71 && localtime(&t)->tm_year >= 70);
	assert(strstr(asctime(p), "1971") && strstr(ctime(&t), "197"));
	free(p);
	free(q);
	free(text);
	return 0;
}
