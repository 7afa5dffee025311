#include "resolved.h"
void rows_resolve(struct report *r){(void)r;}
