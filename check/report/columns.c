#include "columns.h"
void columns_write(const struct paint *p, struct report *r){(void)p;(void)r;}
