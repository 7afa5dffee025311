# A program without debug information: the report says what to do about it, and gives nothing a wrong name.
. "$HERE/lib.sh"
needs_runtime
command -v strip >/dev/null || exit 77

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
run 0 "$ACQREL" cc race.c -o whole
run 1 "$ACQREL" run --no-help ./whole
never_says 'debug information|stripped'
says '^  --> race.c:12:[0-9]+, thread main, in main\(\)$'

cp whole bare && strip -g bare
run 1 "$ACQREL" run --no-help --json bare.json ./bare
says '^error: data race on `n`$'
says 'note: the program has no debug information'
json_is bare.json notes '[1]'
says '^  --> main\(\), thread main$'
fits_page

cp whole stripped && strip stripped
run 1 "$ACQREL" run --no-help ./stripped
says 'note: the program was stripped'
says '^  --> an unknown place, thread main$'
never_says 'pthread_|add\('
says 'race with main$'
fits_page
finish
