/* What the runtime does with the program: see driver.c. */
#ifndef ACQREL_RT_DRIVER_H
#define ACQREL_RT_DRIVER_H

/* Explores until there is nothing left, and fills in the outcome. */
_Noreturn void driver_run(void);

#endif
