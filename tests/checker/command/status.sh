# The program's exit status and its output.
. "$HERE/lib.sh"
needs_runtime

cat >counts.c <<'C'
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
static atomic_int n;
static void *add(void *p)
{
	if (ATOMIC)
		n++;
	else
		n = n + 1;
	return p;
}
int main(int argc, char **argv)
{
	pthread_t t[2];
	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, add, argv);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	printf("counted %d, %d argument%s\n", n, argc, argc == 1 ? "" : "s");
	fprintf(stderr, "and that is all\n");
	return n == 2 ? 0 : 3;
}
C

# An error like any other.
run 1 "$ACQREL" check --json w.json --graph w.svg counts.c -- -DATOMIC=0
says '^error: main returned 3 in execution [0-9]+$'
says 'counted 1, 1 argument$'
json_is w.json verdict exit-failure
json_is w.json error.kind exit-failure
json_is w.json error.exit_status 3
json_is w.json error.locations.0.function main
json_is w.json output 'counted 1, 1 argument
and that is all'
grep -q 'exit with status 3' w.svg || complain 'the picture does not show the exit'
run 1 "$ACQREL" check -j 3 counts.c -- -DATOMIC=0
says '^error: main returned 3$'
run 1 "$ACQREL" check -q counts.c -- -DATOMIC=0
says '^error: main returned 3 in execution'
run 0 "$ACQREL" check --ignore-exit-status counts.c -- -DATOMIC=0
says '^no error: all [0-9]+ executions'
never_says 'counted'

# What was ignored stays ignored when the execution of another error is run again.
cat >leaks.c <<'C'
#include <stdlib.h>
int main(void)
{
	char *volatile p = malloc(1);
	p = NULL;
	return 1;
}
C
run 1 "$ACQREL" check --ignore-exit-status --witness w leaks.c
says '^error: memory leak'
run 1 "$ACQREL" replay w
says '^error: memory leak'
refuses "$ACQREL" replay --ignore-exit-status w

# What is printed where nothing is wrong: once, of the first execution that comes to its end.
run 0 "$ACQREL" check --show-output --json w.json counts.c -- -DATOMIC=1
says '^output of the first execution that came to its end$'
[ "$(grep -c 'counted 2, 1 argument' out)" = 1 ] || complain 'not shown once'
says 'and that is all'
json_is w.json verdict ok
json_is w.json output 'counted 2, 1 argument
and that is all'
run 0 "$ACQREL" check --json w.json counts.c -- -DATOMIC=1
json_is w.json output null
run 0 "$ACQREL" check --show-output -j 2 counts.c -- -DATOMIC=1
says '^output of one execution$'
says 'counted 2'
run 0 "$ACQREL" check --show-output -q counts.c -- -DATOMIC=1
never_says 'counted'
run 1 "$ACQREL" check --show-output counts.c -- -DATOMIC=0
[ "$(grep -c 'counted 1' out)" = 1 ] || complain 'the output of the error is not shown once'
run 0 "$ACQREL" cc -DATOMIC=1 -o counts counts.c
run 0 "$ACQREL" run --show-output ./counts one two
says 'counted 2, 3 arguments'

# The first execution may be one that does not come to its end, or there may be none that does.
cat >assumes.c <<'C'
#include <acqrel/check.h>
#include <stdio.h>
int main(void)
{
	int i = ar_choose(2);
	printf("chosen %d\n", i);
	ar_assume(i == KEPT);
	printf("kept %d\n", i);
	return 0;
}
C
run 0 "$ACQREL" check --show-output assumes.c -- -DKEPT=1
says '^  kept 1$'
never_says 'chosen 0'
run 0 "$ACQREL" check --show-output assumes.c -- -DKEPT=2
says 'no execution came to its end'
printf 'int main(void) { return 0; }\n' >silent.c
run 0 "$ACQREL" check --show-output silent.c
says '^the program prints nothing$'

# More than is shown with an error is shown when it is asked for.
cat >much.c <<'C'
#include <stdio.h>
int main(void)
{
	for (int i = 0; i < 2000; i++)
		printf("line %d\n", i);
	return STATUS;
}
C
run 0 "$ACQREL" check --show-output much.c -- -DSTATUS=0
says '^  line 0$'
says '^  line 1999$'
run 1 "$ACQREL" check much.c -- -DSTATUS=1
says 'bytes left out'
says '^  line 1999$'
finish
