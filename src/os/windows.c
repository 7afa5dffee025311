/* Windows 8 and later: WaitOnAddress. Threads are those of winpthreads, as MinGW-w64 has them. */
#define WIN32_LEAN_AND_MEAN
#define _WIN32_WINNT 0x0602
#include "no_requeue.h"
#include "os.h"

#include <windows.h>

void ar_os_yield(void)
{
	SwitchToThread();
}

ar_time ar_os_now(void)
{
	LARGE_INTEGER ticks, per_second;

	QueryPerformanceCounter(&ticks);
	QueryPerformanceFrequency(&per_second);
	uint64_t n = (uint64_t)ticks.QuadPart, f = (uint64_t)per_second.QuadPart;
	return n / f * AR_SECOND + n % f * AR_SECOND / f;
}

/* What is left until the deadline in whole milliseconds, which is what Windows counts in, and not too few. */
static DWORD milliseconds_until(ar_time deadline)
{
	if (deadline == AR_NEVER)
		return INFINITE;
	ar_time now = ar_os_now();
	if (deadline <= now)
		return 0;
	uint64_t left = (deadline - now - 1) / AR_MILLISECOND + 1;
	return left < INFINITE ? (DWORD)left : INFINITE - 1;
}

bool ar_os_wait(ar_atomic_u32 *word, uint32_t expected, ar_time deadline)
{
	return WaitOnAddress(word, &expected, sizeof expected, milliseconds_until(deadline)) ||
	       GetLastError() != ERROR_TIMEOUT || ar_os_now() < deadline;
}

void ar_os_wake_one(ar_atomic_u32 *word)
{
	WakeByAddressSingle(word);
}

void ar_os_wake_all(ar_atomic_u32 *word)
{
	WakeByAddressAll(word);
}

/*
 * pthread_detach of winpthreads gives the block that it keeps of a thread whose function has returned to the
 * next one that is created, though the old thread looks at the block once more on its way out, when its TLS
 * callbacks are called: it clears it, and the new one ends without having called its function. After a join
 * it has gone.
 */
void *ar_os_detach(pthread_t thread)
{
	return pthread_gethandle(thread);
}

bool ar_os_has_gone(void *left)
{
	return WaitForSingleObject(left, 0) == WAIT_OBJECT_0;
}

/* Since Windows 10, 1607; on older ones threads have no names. */
void ar_os_name_thread(const char *name)
{
	typedef HRESULT(WINAPI * set_description)(HANDLE, PCWSTR);
	union {
		FARPROC any;
		set_description typed;
	} f = {GetProcAddress(GetModuleHandleW(L"kernel32.dll"), "SetThreadDescription")};
	WCHAR wide[128];

	if (f.any && MultiByteToWideChar(CP_UTF8, 0, name, -1, wide, (int)(sizeof wide / sizeof wide[0])) > 0)
		f.typed(GetCurrentThread(), wide);
}

bool ar_os_fence_begin(void)
{
	return true;
}

void ar_os_fence_all(void)
{
	FlushProcessWriteBuffers();
}
