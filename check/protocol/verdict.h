/* What an exploration ends with. */
#ifndef ACQREL_PROTOCOL_VERDICT_H
#define ACQREL_PROTOCOL_VERDICT_H

enum acq_verdict {
	ACQ_OK,
	ACQ_INCOMPLETE, /* stopped at a limit, no error so far */
	ACQ_DATA_RACE,
	ACQ_ASSERTION,    /* assert() failed or abort() was called */
	ACQ_EXIT_FAILURE, /* the program ended with a status that is not 0 */
	ACQ_DEADLOCK,
	ACQ_LOST_WAKEUP,
	ACQ_LIVELOCK,
	ACQ_USE_AFTER_FREE,
	ACQ_DOUBLE_FREE,
	ACQ_INVALID_FREE,
	ACQ_OUT_OF_BOUNDS,
	ACQ_UNINITIALIZED,
	ACQ_LEAK,
	ACQ_CRASH, /* a signal: SIGSEGV, SIGFPE, stack overflow */
	ACQ_MISUSE,
	ACQ_UNSUPPORTED, /* something that is not modelled yet: `message` names it */
};

#endif
