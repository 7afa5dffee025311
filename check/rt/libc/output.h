/* What the program prints: see stdio.c. */
#ifndef ACQREL_RT_OUTPUT_H
#define ACQREL_RT_OUTPUT_H

/* Before the program runs. */
void output_init(void);

#endif
