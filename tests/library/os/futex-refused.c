/*
 * In a sandbox without futexes (and on 32-bit systems without those of 64-bit times, as on kernels before
 * 5.1) deadlines still come. For Linux, natively.
 */
#undef NDEBUG
#include <acqrel/event.h>

#include <assert.h>
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(SYS_futex_time64)
#define REFUSED SYS_futex_time64
#else
#define REFUSED SYS_futex
#endif

int main(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, REFUSED, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
	static ar_event event;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)) {
		perror("skipped: seccomp");
		return 77;
	}
	alarm(60);
	errno = 0;
	assert(!ar_event_wait_until(&event, ar_after(10 * AR_MILLISECOND)) && errno == 0);
	ar_event_set(&event);
	assert(ar_event_wait_until(&event, 0));
	return 0;
}
