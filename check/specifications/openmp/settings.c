/*
 * What the environment says about teams and loops. Unless it, or the program, says how many threads a team
 * has, that are two: what goes wrong between three mostly goes wrong between two, and each more multiplies
 * the executions.
 */
#include "openmp.h"

#include <stdlib.h>
#include <string.h>

#define MOST_LEVELS 16 /* whose numbers of threads are told apart; the last holds for those within */

struct settings settings_at_first = {.active_levels = 1, .schedule = SCHEDULE_DYNAMIC, .chunk = 1};
bool settings_cancellation, settings_threads_said;

static unsigned threads_of_level[MOST_LEVELS] = {2};
static unsigned level_count = 1;

static bool equals(const char *value, const char *word)
{
	size_t n = strlen(word);

	return !strncasecmp(value, word, n) && (!value[n] || value[n] == ' ' || value[n] == ',');
}

static bool is_true(const char *name)
{
	const char *value = getenv(name);

	return value && (equals(value, "true") || equals(value, "1"));
}

/* OMP_NUM_THREADS=4,2: of those within as well. */
static void read_threads(const char *value)
{
	char *end;

	for (level_count = 0; level_count < MOST_LEVELS; value = end + 1) {
		unsigned long n = strtoul(value, &end, 10);
		if (end == value || !n || n > 4096)
			break;
		threads_of_level[level_count++] = (unsigned)n;
		if (*end != ',')
			break;
	}
	settings_threads_said = level_count > 0;
	if (!level_count)
		threads_of_level[level_count++] = 2;
	if (level_count > 1)
		settings_at_first.active_levels = level_count;
}

/* OMP_SCHEDULE=[monotonic:|nonmonotonic:]KIND[,CHUNK] */
static void read_schedule(const char *value)
{
	static const char *const kinds[] = {
		[SCHEDULE_STATIC] = "static",
		[SCHEDULE_DYNAMIC] = "dynamic",
		[SCHEDULE_GUIDED] = "guided",
		[SCHEDULE_AUTO] = "auto",
	};
	const char *colon = strchr(value, ':'), *comma = strchr(value, ',');

	value = colon ? colon + 1 : value;
	for (int kind = SCHEDULE_STATIC; kind <= SCHEDULE_AUTO; kind++)
		if (equals(value, kinds[kind])) {
			settings_at_first.schedule = (enum schedule)kind;
			settings_at_first.chunk = comma ? strtoul(comma + 1, NULL, 10) : 0;
		}
}

__attribute__((constructor)) static void read_environment(void)
{
	const char *threads = getenv("OMP_NUM_THREADS"), *schedule = getenv("OMP_SCHEDULE");
	const char *levels = getenv("OMP_MAX_ACTIVE_LEVELS");

	ar_model_stands_for("libgomp.so");
	ar_model_stands_for("libomp.so");
	ar_model_stands_for("libomp5.so");
	ar_model_stands_for("libiomp5.so");
	seats_look_for_locals();
	if (threads)
		read_threads(threads);
	if (schedule)
		read_schedule(schedule);
	if (levels)
		settings_at_first.active_levels = (unsigned)strtoul(levels, NULL, 10);
	else if (is_true("OMP_NESTED"))
		settings_at_first.active_levels = UINT32_MAX;
	settings_at_first.dynamic = is_true("OMP_DYNAMIC");
	settings_cancellation = is_true("OMP_CANCELLATION");
}

unsigned settings_threads(const struct settings *s, unsigned level)
{
	if (s->threads)
		return s->threads;
	return threads_of_level[level < level_count ? level : level_count - 1];
}
