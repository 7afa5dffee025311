/*
 * The assembly of the runtime on aarch64 (check/rt/abi/entry.S, check/rt/run/fiber.S), without the rest of it and
 * without libc: what an entry saves are the callee-saved registers, d8 to d15 among them, and they are the program's
 * again when it returns, also after the thread has been taken back to a mark with all of them changed in between.
 */
#include <stddef.h>
#include <stdint.h>

#define SAVED 18 /* d8 … d15, x19 … x28 */

struct hook_frame { /* as in rt.h */
	uint64_t registers[19], pc;
};

const struct hook_frame *hook_registers;

uint32_t __tsan_atomic32_load(uint32_t *p, int order);
int fiber_mark(void (*save)(void *sp));
void fiber_swap(void **save, void *load);

static _Noreturn void leave(int status)
{
	register long x8 __asm__("x8") = 93; /* exit */
	register long x0 __asm__("x0") = status;

	for (;;)
		__asm__ volatile("svc #0" : : "r"(x8), "r"(x0));
}

/* --- What the mark keeps: the registers, by its own means, and the stack, here ------------------------------------ */

static char stack[16384] __attribute__((aligned(16))), copy[sizeof stack],
	other_stack[4096] __attribute__((aligned(16)));
static void *marked, *nowhere;

static void copy_stack(char *to, const char *from)
{
	for (volatile size_t i = 0; i < sizeof stack; i++)
		to[i] = from[i];
}

static void snapshot_save(void *sp)
{
	marked = sp;
	copy_stack(copy, stack);
}

static _Noreturn void go_back(void)
{
	copy_stack(stack, copy);
	fiber_swap(&nowhere, marked);
	leave(10);
}

/* Changes all callee-saved registers and the stack, and has the other stack take both back. */
static void change_and_go_back(void)
{
	uint64_t *context = (uint64_t *)(other_stack + sizeof other_stack - 160);
	volatile char much[2048];

	for (size_t i = 0; i < sizeof much; i++)
		much[i] = (char)i;
	context[11] = (uint64_t)go_back; /* x30 */
	__asm__ volatile("mov x0, %0\n\tmov x1, %1\n\t"
	                 ".irp n, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28\n\tmov x\\n, #\\n\n\tfmov d\\n, "
	                 "x\\n\n\t.endr\n\t"
	                 ".irp n, 8, 9, 10, 11, 12, 13, 14, 15\n\tfmov d\\n, xzr\n\t.endr\n\t"
	                 "bl fiber_swap"
	                 :
	                 : "r"(&nowhere), "r"(context)
	                 : "memory", "x0", "x1", "x30");
	leave(11);
}

/* --- The hook, and the program that calls it ------------------------------------------------------------------------ */

static uint64_t pattern(int i)
{
	return 0x0101010101010101u * (uint64_t)(i + 1);
}

__attribute__((used)) uint64_t atomic32_load(uint32_t *p, int order, uint64_t u1, uint64_t u2, uint64_t u3,
                                             const struct hook_frame *frame)
{
	(void)u1, (void)u2, (void)u3, (void)order;
	for (int i = 0; i < SAVED; i++)
		if (frame->registers[i] != pattern(i))
			leave(20 + i);
	if (!frame->pc)
		leave(12);
	if (fiber_mark(snapshot_save))
		return *p; /* come back to */
	change_and_go_back();
	return 0;
}

/* Fills the registers, calls the hook, and stores what is in them then. */
uint32_t call_with(const uint64_t *in, uint64_t *out, uint32_t *p);
__asm__(".text\n"
        "call_with:\n"
        "	stp x29, x30, [sp, #-192]!\n"
        "	stp x19, x20, [sp, #16]\n	stp x21, x22, [sp, #32]\n	stp x23, x24, [sp, #48]\n"
        "	stp x25, x26, [sp, #64]\n	stp x27, x28, [sp, #80]\n	str x1, [sp, #96]\n"
        "	stp d8, d9, [sp, #112]\n	stp d10, d11, [sp, #128]\n	stp d12, d13, [sp, #144]\n"
        "	stp d14, d15, [sp, #160]\n"
        "	ldp d8, d9, [x0]\n	ldp d10, d11, [x0, #16]\n	ldp d12, d13, [x0, #32]\n"
        "	ldp d14, d15, [x0, #48]\n	ldp x19, x20, [x0, #64]\n	ldp x21, x22, [x0, #80]\n"
        "	ldp x23, x24, [x0, #96]\n	ldp x25, x26, [x0, #112]\n	ldp x27, x28, [x0, #128]\n"
        "	mov x0, x2\n	mov w1, #0\n"
        "	bl __tsan_atomic32_load\n"
        "	ldr x1, [sp, #96]\n"
        "	stp d8, d9, [x1]\n	stp d10, d11, [x1, #16]\n	stp d12, d13, [x1, #32]\n"
        "	stp d14, d15, [x1, #48]\n	stp x19, x20, [x1, #64]\n	stp x21, x22, [x1, #80]\n"
        "	stp x23, x24, [x1, #96]\n	stp x25, x26, [x1, #112]\n	stp x27, x28, [x1, #128]\n"
        "	ldp x19, x20, [sp, #16]\n	ldp x21, x22, [sp, #32]\n	ldp x23, x24, [sp, #48]\n"
        "	ldp x25, x26, [sp, #64]\n	ldp x27, x28, [sp, #80]\n"
        "	ldp d8, d9, [sp, #112]\n	ldp d10, d11, [sp, #128]\n	ldp d12, d13, [sp, #144]\n"
        "	ldp d14, d15, [sp, #160]\n"
        "	ldp x29, x30, [sp], #192\n"
        "	ret\n");

static _Noreturn void run(void)
{
	static uint32_t value = 42;
	static uint64_t in[SAVED], out[SAVED];

	for (int i = 0; i < SAVED; i++)
		in[i] = pattern(i);
	if (call_with(in, out, &value) != 42)
		leave(13);
	for (int i = 0; i < SAVED; i++)
		if (out[i] != in[i])
			leave(40 + i);
	leave(0);
}

/* On a stack that can be copied as a whole. */
__attribute__((used)) void start_on_stack(void)
{
	uint64_t *context = (uint64_t *)(stack + sizeof stack - 160);

	context[11] = (uint64_t)run;
	fiber_swap(&nowhere, context);
	leave(14);
}

__asm__(".globl _start\n_start:\n	bl start_on_stack\n");
