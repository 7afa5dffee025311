/* Where libc has its dates: see calendar.c. */
#ifndef ACQREL_RT_CALENDAR_H
#define ACQREL_RT_CALENDAR_H

void calendar_init(void);

#endif
