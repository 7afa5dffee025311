/* Where libc has its dates: see dates.c. */
#ifndef ACQREL_RT_DATES_H
#define ACQREL_RT_DATES_H

void dates_init(void);

#endif
