/* What the program has said about signals: see signals.c. */
#ifndef ACQREL_RT_SIGNALS_H
#define ACQREL_RT_SIGNALS_H

#include "rt/rt.h"

/* Whether a function of the program's is to be called for it. */
bool signal_has_handler(int number);

#endif
