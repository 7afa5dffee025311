/* An unbounded channel: the thread that logs must not wait, however slow the disk is. */
#undef NDEBUG
#define _GNU_SOURCE /* strdup */
#include <acqrel/channel.h>
#include <acqrel/thread.h>
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef ar_channel(char *) line_channel;

static line_channel log_lines;

static void line_drop(void *line)
{
	free(*(char **)line);
}

static void log_line(const char *text)
{
	char *line = strdup(text);

	if (line && ar_channel_send(&log_lines, line) != 0) /* closed, or no memory: it is still ours */
		free(line);
}

static void *logger(void *arg)
{
	ar_channel_each(&log_lines, line) {
		puts(line);
		free(line);
	}
	return arg;
}

int main(void)
{
	assert(ar_channel_init(&log_lines, AR_UNBOUNDED, line_drop, NULL) == 0);
	AR_THREAD_SCOPE(s) {
		assert(ar_scope_spawn(&s, logger, NULL) == 0);
		log_line("begin");
		log_line("end");
		ar_channel_close(&log_lines);
	}
	ar_channel_destroy(&log_lines);
	return 0;
}
