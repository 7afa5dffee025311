/* What everything else knows of: which execution is run, how, and the error that it ended in. */
#include "rt/rt.h"

struct runtime rt;
struct violation rt_violation;
bool rt_violated;
