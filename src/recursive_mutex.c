#include <acqrel/recursive_mutex.h>

__thread const char ar_this_thread = 0;
