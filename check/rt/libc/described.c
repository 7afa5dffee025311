#include "rt/libc/described.h"

#include <wchar.h>

void described_in(const void *p, size_t n, uint64_t pc)
{
	plain_access((uint64_t)p, n, false, pc);
}

void described_out(void *p, size_t n, uint64_t pc)
{
	plain_access((uint64_t)p, n, true, pc);
}

/* Every character is checked before it is looked at. */
size_t described_text(const char *s, size_t most, uint64_t pc)
{
	for (size_t n = 0; n < most; n++) {
		plain_access((uint64_t)(s + n), 1, false, pc);
		if (!s[n])
			return n;
	}
	return most;
}

size_t described_wide(const void *text, size_t most, uint64_t pc)
{
	const wchar_t *s = text;

	for (size_t n = 0; n < most; n++) {
		plain_access((uint64_t)(s + n), sizeof *s, false, pc);
		if (!s[n])
			return n;
	}
	return most;
}
