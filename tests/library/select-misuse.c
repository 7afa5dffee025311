/* <acqrel/select.h>: waiting for good for what can never happen. */
#include <acqrel/select.h>

static ar_channel(int) jobs;

int main(void)
{
	bool is_open = false;
	int job;

	ar_channel_init(&jobs, 1, NULL, NULL);
	ar_select(AR_NEVER, ar_receiving_if(is_open, &jobs, &job));
	return 0;
}
