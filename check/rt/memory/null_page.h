/* The first page: see null_page.c. */
#ifndef ACQREL_RT_NULL_PAGE_H
#define ACQREL_RT_NULL_PAGE_H

#include "rt/rt.h"

/* Reports an access to the first page. */
void null_page_check(uint64_t address, size_t size, bool write, uint64_t pc);

#endif
