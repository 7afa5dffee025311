#ifndef ACQREL_RT_PROCESS_STATE_H
#define ACQREL_RT_PROCESS_STATE_H

/* An execution goes on from an earlier moment: libc gets what it had there. */
void process_state_restore(void);

#endif
