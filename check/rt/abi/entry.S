/*
 * Where the program's atomic operations come in.
 *
 * An entry saves the callee-saved registers as the program left them in a struct hook_frame, because
 * they are part of the state that tells whether a thread is spinning, and passes a pointer to it as the
 * sixth argument.
 */
#include "rt/abi/registers.inc"

#if defined(__x86_64__)

	.text
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

#elif defined(__aarch64__)

	.text
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

#else
#error "acqrel runs on x86-64 and aarch64"
#endif

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
