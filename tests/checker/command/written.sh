# What cannot be written is an error: half a report is none, and a script has to notice.
. "$HERE/lib.sh"
needs_runtime

[ -c /dev/full ] || exit 77
echo 'int main(void) { return 0; }' >fine.c
cat >race.c <<'C'
#include <pthread.h>
static int n;
static void *add(void *arg)
{
	n++;
	return arg;
}
int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, add, NULL);
	n++;
	pthread_join(t, NULL);
	return 0;
}
C

# full WORDS...: acqrel, with a standard output that takes nothing.
full() {
	"$ACQREL" "$@" >/dev/full 2>err </dev/null
	status=$?
	[ $status = 2 ] || complain "'$*' exited with $status though its output was lost"
	says '^acqrel: cannot write to standard output' err
}
for program in fine.c race.c; do
	full check $program
	full check -q $program
	full check --json - $program
	full check --json report.json $program
done
full help
full help check
full version

run 2 "$ACQREL" check --json /dev/full race.c
says '^acqrel: cannot write /dev/full: No space left on device$' err
run 2 "$ACQREL" check --witness /dev/full race.c
says '^acqrel: cannot write /dev/full: No space left on device$' err
ln -s /dev/full graph.svg
run 2 "$ACQREL" check --graph graph.svg race.c
says '^acqrel: cannot write graph.svg: No space left on device$' err
# What is removed because it could not be written, or has nothing in it, is never a device.
run 0 "$ACQREL" check --witness /dev/full --graph graph.svg fine.c
[ -c /dev/full ] && [ -L graph.svg ] || complain 'a device was removed'
run 0 "$ACQREL" check --witness none --graph none.svg fine.c
[ ! -e none ] && [ ! -e none.svg ] || complain 'an empty witness or picture was left behind'
finish
