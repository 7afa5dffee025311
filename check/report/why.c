#include "resolved.h"
void why_resolve(struct report *r){(void)r;}
