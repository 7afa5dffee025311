/* Functions that are not modelled: see unsupported.S. One X(name) each. */
/* clang-format off */
#define UNSUPPORTED_FUNCTIONS \
	X(pthread_attr_getaffinity_np) X(pthread_attr_getsigmask_np) \
	X(pthread_setattr_default_np) X(pthread_getattr_default_np) X(sched_setparam) X(sched_setscheduler) \
	X(getcpu) X(unshare) X(setns) X(utimes) X(lutimes) X(futimes) X(futimesat) \
	X(pthread_mutex_setprioceiling) X(getdate) X(getdate_r) X(pthread_sigqueue) \
	X(fork) X(_Fork) X(vfork) \
	X(clone) X(posix_spawn) X(posix_spawnp) X(system) X(popen) X(execve) X(execv) X(execvp) \
	X(execvpe) X(execl) X(execlp) X(execle) X(fexecve) X(daemon) X(wait) X(waitpid) X(waitid) \
	X(wait3) X(wait4) X(kill) X(raise) X(clock_settime) X(settimeofday) X(adjtime) X(adjtimex) \
	X(clock_adjtime)\
	X(sigwait) X(sigwaitinfo) X(sigtimedwait) X(sigsuspend) X(pause) X(openat) \
	X(creat) X(freopen) X(pread) \
	X(pwrite) X(readv) X(writev) X(getchar) X(getline) \
	X(getdelim) X(scanf) X(fscanf) X(vscanf) X(vfscanf) X(__isoc99_scanf) X(__isoc99_fscanf) X(pipe) \
	X(pipe2) X(dup) X(dup2) X(dup3) X(ppoll) X(pselect) X(epoll_create) \
	X(epoll_create1) X(epoll_wait) X(epoll_pwait) X(eventfd) X(timerfd_create) X(signalfd) \
	X(inotify_init) X(socket) X(socketpair) X(connect) X(accept) X(accept4) X(bind) X(listen) \
	X(send) X(sendto) X(sendmsg) X(recv) X(recvfrom) X(recvmsg) X(flock) X(lockf) X(msgget) \
	X(msgrcv) X(msgsnd) X(semget) X(semop) X(semtimedop) X(shmget) X(shmat) X(shm_open) X(mq_open) \
	X(mq_receive) X(mq_timedreceive) X(mq_send) X(mmap) X(mmap64) X(munmap) X(mprotect) X(mremap) \
	X(brk) X(sbrk) X(arc4random) X(aio_read) X(aio_write) \
	X(aio_suspend) X(lio_listio) X(makecontext) X(swapcontext) X(setcontext)
/* clang-format on */
