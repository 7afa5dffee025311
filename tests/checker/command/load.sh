# What the command finds does not depend on who else uses the processor: only processor time counts, and the
# time in which a program waits of its own accord.
. "$HERE/lib.sh"
needs_runtime

# The limit was never set: with other contents the loop goes on for good.
cat >endless.c <<'END'
#include <stdlib.h>

static volatile unsigned long sum;

int main(void)
{
	unsigned long *n = malloc(sizeof *n);

	for (unsigned long i = 0; i < *n; i++)
		__asm__ volatile("");
	sum = 1;
	free(n);
	return 0;
}
END
"$ACQREL" cc -O2 -g endless.c -o endless || exit 1

# The program is stopped for longer than it may sleep, as if others had taken the processor.
"$ACQREL" run --stuck-after 0.1 endless >out 2>err &
command=$!
child=
for _ in $(seq 2000); do
	child=$(cat "/proc/$command/task/$command/children" 2>/dev/null | tr -d ' ')
	[ -n "$child" ] && [ "$(readlink "/proc/$child/exe")" = "$work/endless" ] && break
	child=
	sleep 0.002
done
if [ -n "$child" ]; then
	kill -STOP "$child"
	sleep 2
	kill -CONT "$child"
else
	echo "the program could not be caught: it was not stopped"
fi
wait "$command"
status=$?
[ "$status" = 1 ] || complain "exited with $status, not 1"
says '^error.*uninitialized|uninitialized'

# A program that blocks for real is told from that, and soon.
if [ "$(uname -m)" = x86_64 ]; then
	cat >pause.c <<'END'
void block(void)
{
	long result;

	__asm__ volatile("syscall" : "=a"(result) : "0"(34L) : "rcx", "r11", "memory"); /* pause */
}
END
	cat >blocks.c <<'END'
void block(void);

int main(void)
{
	block();
	return 0;
}
END
	# What is not instrumented can block without the runtime's knowing.
	"${CC:-cc}" -c pause.c || exit 1
	run 2 timeout 60 "$ACQREL" check --stuck-after 0.1 --time 50 blocks.c pause.o
	says 'blocks in something that is not modelled'
fi

finish
