/* <acqrel/spinlock.h>: what mutex-guard.c tests, with spin locks. Valid C11 and C++17. */
#define SPINLOCK
#include "mutex-guard.c"
