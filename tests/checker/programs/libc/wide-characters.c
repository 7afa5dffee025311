/*
 * What the functions for wide characters write is brought back with everything else, and they do what libc's do.
 *
 * expect: ok 2
 * unsaid: does to memory is not checked
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <wchar.h>

static wchar_t text[16] = L"abc";
static atomic_int flag;

static void *writer(void *unused)
{
	atomic_store(&flag, 1);
	return unused;
}

int main(void)
{
	pthread_t thread;
	wchar_t other[16];

	pthread_create(&thread, NULL, writer, NULL);
	(void)atomic_load(&flag);
	assert(wcslen(text) == 3 && wcsnlen(text, 2) == 2);
	assert(wcscat(text, L"de") == text && wcscmp(text, L"abcde") == 0);
	wcsncat(text, L"fgh", 1);
	assert(wcscmp(text, L"abcdef") == 0 && wcsncmp(text, L"abd", 2) == 0 && wcscmp(text, L"abd") < 0);
	assert(wcschr(text, L'c') == text + 2 && wcsrchr(text, L'\0') == text + 6 && !wcschr(text, L'z'));
	assert(wcscpy(other, text) == other && wmemcmp(other, text, 7) == 0);
	wmemmove(other + 1, other, 5);
	assert(wcscmp(other, L"aabcde") == 0);
	wmemmove(other, other + 1, 6);
	assert(wcscmp(other, L"abcde") == 0 && wmemchr(other, L'd', 6) == other + 3);
	wcsncpy(other, L"xy", 5);
	wmemset(other + 3, L'z', 2);
	assert(wmemcmp(other, (wchar_t[]){L'x', L'y', 0, L'z', L'z', 0}, 6) == 0);
	pthread_join(thread, NULL);
	return 0;
}
