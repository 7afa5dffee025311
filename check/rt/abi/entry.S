/*
 * Where the program's atomic operations come in.
 *
 * An entry saves the callee-saved registers as the program left them in a struct hook_frame, because
 * they are part of the state that tells whether a thread is spinning, and passes a pointer to it as the
 * sixth argument.
 */
#if defined(__x86_64__)

	.text
	.macro PUSH register
	pushq %\register
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset \register, 0
	.endm

	/* Said to debuggers too: the program's variables may be in them. */
	.macro PUSH_SAVED
	PUSH rbp
	PUSH rbx
	PUSH r12
	PUSH r13
	PUSH r14
	PUSH r15
	.endm

	/* A plain access, of which the registers are wanted only where overrides are. */
	.macro ENTRY_PLAIN name
	.globl __tsan_\name
	.type __tsan_\name, @function
	.p2align 4
__tsan_\name:
	cmpb $0, override_any(%rip)
	jne with_registers_\name
	jmp plain_\name
	.size __tsan_\name, . - __tsan_\name
	ENTRY with_registers_\name, replaced_\name
	.hidden with_registers_\name
	.endm

	.macro ENTRY name, target
	.globl \name
	.type \name, @function
	.p2align 4
\name:
	.cfi_startproc
	PUSH_SAVED
	movq %rsp, %r9
	subq $8, %rsp
	.cfi_adjust_cfa_offset 8
	call \target
	addq $56, %rsp
	.cfi_def_cfa_offset 8
	ret
	.cfi_endproc
	.size \name, . - \name
	.endm

	/* The same, for operations whose arguments leave no room for another one. */
	.macro ENTRY_WIDE name, target
	.globl \name
	.type \name, @function
	.p2align 4
\name:
	.cfi_startproc
	PUSH_SAVED
	movq %rsp, hook_registers(%rip)
	subq $8, %rsp
	.cfi_adjust_cfa_offset 8
	call \target
	addq $56, %rsp
	.cfi_def_cfa_offset 8
	ret
	.cfi_endproc
	.size \name, . - \name
	.endm

	/*
	 * The first call that goes on to a real function: its address is to be kept at r10, its name is at r11. All
	 * registers that may hold arguments stay.
	 */
	.globl interpose_look_up
	.hidden interpose_look_up
	.type interpose_look_up, @function
interpose_look_up:
	.cfi_startproc
	.irp register, rdi, rsi, rdx, rcx, r8, r9, rax
	pushq %\register
	.cfi_adjust_cfa_offset 8
	.endr
	subq $128, %rsp
	.cfi_adjust_cfa_offset 128
	.irp n, 0, 1, 2, 3, 4, 5, 6, 7
	movups %xmm\n, 16 * \n(%rsp)
	.endr
	movq %r10, %rdi
	movq %r11, %rsi
	call real_look_up
	movq %rax, %r11
	.irp n, 0, 1, 2, 3, 4, 5, 6, 7
	movups 16 * \n(%rsp), %xmm\n
	.endr
	addq $128, %rsp
	.cfi_adjust_cfa_offset -128
	.irp register, rax, r9, r8, rcx, rdx, rsi, rdi
	popq %\register
	.cfi_adjust_cfa_offset -8
	.endr
	jmp *%r11
	.cfi_endproc
	.size interpose_look_up, . - interpose_look_up

#elif defined(__aarch64__)

	.text
	/* For debuggers: the program's variables may be in them. */
	.macro CFI_SAVED
	.irp n, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
	.cfi_rel_offset x\n, 64 + (\n - 19) * 8
	.endr
	.irp n, 72, 73, 74, 75, 76, 77, 78, 79 /* d8 … d15, as DWARF numbers them */
	.cfi_rel_offset \n, (\n - 72) * 8
	.endr
	.endm

	/* struct hook_frame */
	.macro SAVE
	sub sp, sp, #160
	.cfi_def_cfa_offset 160
	stp d8, d9, [sp]
	stp d10, d11, [sp, #16]
	stp d12, d13, [sp, #32]
	stp d14, d15, [sp, #48]
	stp x19, x20, [sp, #64]
	stp x21, x22, [sp, #80]
	stp x23, x24, [sp, #96]
	stp x25, x26, [sp, #112]
	stp x27, x28, [sp, #128]
	stp x29, x30, [sp, #144]
	CFI_SAVED
	.endm

	.macro ENTRY_PLAIN name
	.globl __tsan_\name
	.type __tsan_\name, %function
	.p2align 4
__tsan_\name:
	adrp x9, override_any
	ldrb w9, [x9, :lo12:override_any]
	cbnz w9, with_registers_\name
	b plain_\name
	.size __tsan_\name, . - __tsan_\name
	ENTRY with_registers_\name, replaced_\name
	.hidden with_registers_\name
	.endm

	.macro ENTRY name, target
	.globl \name
	.type \name, %function
	.p2align 4
\name:
	.cfi_startproc
	SAVE
	mov x5, sp
	bl \target
	ldr x30, [sp, #152]
	add sp, sp, #160
	.cfi_def_cfa_offset 0
	ret
	.cfi_endproc
	.size \name, . - \name
	.endm

	.macro ENTRY_WIDE name, target
	.globl \name
	.type \name, %function
	.p2align 4
\name:
	.cfi_startproc
	SAVE
	mov x9, sp
	adrp x10, hook_registers
	str x9, [x10, :lo12:hook_registers]
	bl \target
	ldr x30, [sp, #152]
	add sp, sp, #160
	.cfi_def_cfa_offset 0
	ret
	.cfi_endproc
	.size \name, . - \name
	.endm

	/*
	 * The first call that goes on to a real function: its address is to be kept at x16, its name is at x17. All
	 * registers that may hold arguments stay.
	 */
	.globl interpose_look_up
	.hidden interpose_look_up
	.type interpose_look_up, %function
interpose_look_up:
	.cfi_startproc
	stp x29, x30, [sp, #-224]!
	.cfi_def_cfa_offset 224
	.cfi_rel_offset x29, 0
	.cfi_rel_offset x30, 8
	stp x0, x1, [sp, #16]
	stp x2, x3, [sp, #32]
	stp x4, x5, [sp, #48]
	stp x6, x7, [sp, #64]
	str x8, [sp, #80]
	stp q0, q1, [sp, #96]
	stp q2, q3, [sp, #128]
	stp q4, q5, [sp, #160]
	stp q6, q7, [sp, #192]
	mov x0, x16
	mov x1, x17
	bl real_look_up
	mov x16, x0
	ldp x0, x1, [sp, #16]
	ldp x2, x3, [sp, #32]
	ldp x4, x5, [sp, #48]
	ldp x6, x7, [sp, #64]
	ldr x8, [sp, #80]
	ldp q0, q1, [sp, #96]
	ldp q2, q3, [sp, #128]
	ldp q4, q5, [sp, #160]
	ldp q6, q7, [sp, #192]
	ldp x29, x30, [sp], #224
	.cfi_restore x29
	.cfi_restore x30
	.cfi_def_cfa_offset 0
	br x16
	.cfi_endproc
	.size interpose_look_up, . - interpose_look_up

#else
#error "acqrel runs on x86-64 and aarch64"
#endif

	/* A call of a function that the runtime stands in for, with the program's registers. */
	.macro ENTRY_CALL name, target
	ENTRY in_program_\name, \target
	.hidden in_program_\name
	.endm

	.macro ATOMIC bits
	ENTRY __tsan_atomic\bits\()_load, atomic\bits\()_load
	ENTRY __tsan_atomic\bits\()_store, atomic\bits\()_store
	ENTRY __tsan_atomic\bits\()_exchange, atomic\bits\()_exchange
	ENTRY __tsan_atomic\bits\()_fetch_add, atomic\bits\()_add
	ENTRY __tsan_atomic\bits\()_fetch_sub, atomic\bits\()_sub
	ENTRY __tsan_atomic\bits\()_fetch_and, atomic\bits\()_and
	ENTRY __tsan_atomic\bits\()_fetch_or, atomic\bits\()_or
	ENTRY __tsan_atomic\bits\()_fetch_xor, atomic\bits\()_xor
	ENTRY __tsan_atomic\bits\()_fetch_nand, atomic\bits\()_nand
	ENTRY __tsan_atomic\bits\()_compare_exchange_strong, atomic\bits\()_cas
	ENTRY __tsan_atomic\bits\()_compare_exchange_weak, atomic\bits\()_cas_weak
	ENTRY __tsan_atomic\bits\()_compare_exchange_val, atomic\bits\()_cas_value
	.endm

	ATOMIC 8
	ATOMIC 16
	ATOMIC 32
	ATOMIC 64
	.irp size, 1, 2, 4, 8
	ENTRY __tsan_volatile_read\size, volatile_read\size
	ENTRY __tsan_volatile_write\size, volatile_write\size
	.endr
	.irp size, 1, 2, 4, 8, 16
	ENTRY_PLAIN read\size
	ENTRY_PLAIN write\size
	ENTRY_PLAIN read_write\size
	.endr
	.irp size, 2, 4, 8, 16
	ENTRY_PLAIN unaligned_read\size
	ENTRY_PLAIN unaligned_write\size
	ENTRY_PLAIN unaligned_read_write\size
	.endr
	ENTRY_WIDE __tsan_atomic128_load, atomic128_load
	ENTRY_WIDE __tsan_atomic128_store, atomic128_store
	ENTRY_WIDE __tsan_atomic128_exchange, atomic128_exchange
	ENTRY_WIDE __tsan_atomic128_compare_exchange_strong, atomic128_cas
	ENTRY_WIDE __tsan_atomic128_compare_exchange_weak, atomic128_cas
	ENTRY_WIDE __tsan_atomic128_compare_exchange_val, atomic128_cas_value
	ENTRY_WIDE __atomic_load_16, atomic128_load
	ENTRY_WIDE __atomic_store_16, atomic128_store
	ENTRY_WIDE __atomic_exchange_16, atomic128_exchange
	ENTRY_WIDE __atomic_compare_exchange_16, atomic128_cas
	.irp op, add, sub, and, or, xor, nand
	ENTRY_WIDE __tsan_atomic128_fetch_\op, atomic128_\op
	ENTRY_WIDE __atomic_fetch_\op\()_16, atomic128_\op
	.endr
	ENTRY_WIDE syscall, system_call
	ENTRY_WIDE __atomic_load, atomic_any_load
	ENTRY_WIDE __atomic_store, atomic_any_store
	ENTRY_WIDE __atomic_exchange, atomic_any_exchange
	ENTRY_WIDE __atomic_compare_exchange, atomic_any_cas

	ENTRY_CALL pthread_mutex_lock, mutex_lock
	ENTRY_CALL pthread_mutex_trylock, mutex_trylock
	ENTRY_CALL pthread_mutex_timedlock, mutex_timedlock
	ENTRY_CALL pthread_mutex_clocklock, mutex_clocklock
	ENTRY_CALL pthread_cond_timedwait, condition_timedwait
	ENTRY_CALL pthread_cond_clockwait, condition_clockwait
	ENTRY_CALL pthread_rwlock_rdlock, rwlock_rdlock
	ENTRY_CALL pthread_rwlock_tryrdlock, rwlock_tryrdlock
	ENTRY_CALL pthread_rwlock_timedrdlock, rwlock_timedrdlock
	ENTRY_CALL pthread_rwlock_clockrdlock, rwlock_clockrdlock
	ENTRY_CALL pthread_rwlock_wrlock, rwlock_wrlock
	ENTRY_CALL pthread_rwlock_trywrlock, rwlock_trywrlock
	ENTRY_CALL pthread_rwlock_timedwrlock, rwlock_timedwrlock
	ENTRY_CALL pthread_rwlock_clockwrlock, rwlock_clockwrlock
	ENTRY_CALL pthread_spin_lock, spin_lock
	ENTRY_CALL pthread_spin_trylock, spin_trylock
	ENTRY_CALL sem_wait, semaphore_wait
	ENTRY_CALL sem_trywait, semaphore_trywait
	ENTRY_CALL sem_timedwait, semaphore_timedwait
	ENTRY_CALL sem_clockwait, semaphore_clockwait
	ENTRY_CALL sem_getvalue, semaphore_getvalue
	ENTRY_CALL pthread_tryjoin_np, thread_tryjoin
	ENTRY_CALL mtx_lock, c11_lock
	ENTRY_CALL mtx_trylock, c11_trylock
	ENTRY_CALL mtx_timedlock, c11_timedlock
	ENTRY_CALL mtx_unlock, c11_unlock
	ENTRY_CALL cnd_timedwait, c11_timedwait

	/* What <threads.h> has under names of its own. The caller is the program still. */
	.macro SAME name, target
	.globl \name
	.type \name, %function
	.p2align 4
\name:
#if defined(__x86_64__)
	jmp \target
#else
	b \target
#endif
	.size \name, . - \name
	.endm

	SAME __pthread_register_cancel_defer, __pthread_register_cancel
	SAME __pthread_unregister_cancel_restore, __pthread_unregister_cancel
	SAME mtx_destroy, pthread_mutex_destroy
	SAME cnd_destroy, pthread_cond_destroy
	SAME cnd_wait, pthread_cond_wait
	SAME cnd_signal, pthread_cond_signal
	SAME cnd_broadcast, pthread_cond_broadcast
	SAME call_once, pthread_once
	SAME thrd_detach, pthread_detach
	SAME thrd_exit, pthread_exit
	SAME thrd_current, pthread_self
	SAME thrd_equal, pthread_equal
	SAME thrd_yield, sched_yield
	SAME tss_delete, pthread_key_delete
	SAME tss_get, pthread_getspecific

	.section .note.GNU-stack,"",%progbits
