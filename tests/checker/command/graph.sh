# Pictures of the reported execution.
. "$HERE/lib.sh"
needs_runtime

cat >race.c <<'C'
#include <pthread.h>
#include <stdatomic.h>
static int data[2];
static atomic_int ready;
static void *writer(void *arg)
{
	data[0 < 1 && 1 < 2] = 1; /* "quoted" \ ]]> */
	atomic_store_explicit(&ready, 1, memory_order_relaxed);
	return arg;
}
int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, writer, NULL);
	if (atomic_load_explicit(&ready, memory_order_relaxed))
		data[1]++;
	pthread_join(t, NULL);
	return 0;
}
C
sed 's/ready, memory_order_relaxed))/ready, memory_order_acquire))/; s/relaxed/release/; s/data\[1\]++/data[1] \/= data[0]/' race.c >crash.c

# is_xml FILE: well-formed, as far as there is something to tell it.
is_xml() {
	if command -v xmllint >/dev/null; then
		xmllint --noout "$1" >out 2>&1 || complain "$1 is no XML"
	elif python3 -c 'import xml.dom.minidom' 2>/dev/null; then
		python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' "$1" >out 2>&1 ||
			complain "$1 is no XML"
	else
		echo "neither xmllint nor python3: not checked that $1 is XML"
	fi
}

run 1 "$ACQREL" check -q --graph race.svg --witness w race.c
is_xml race.svg
grep -c 'class="box fault"' race.svg >out
says '^2$'
says 'path class="reads"' race.svg
says 'path class="conflict"' race.svg
says '0 &lt; 1 &amp;&amp; 1 &lt; 2' race.svg
says '>data race on `data' race.svg
run 1 "$ACQREL" replay -q --graph again.svg w
cmp -s race.svg again.svg || complain "the picture of the replay is another"
run 1 "$ACQREL" check -q --graph crash.svg crash.c
is_xml crash.svg
says 'path class="sync"' crash.svg
never_says 'path class="conflict"' crash.svg

run 1 "$ACQREL" check -q --graph race.dot race.c
says 'digraph' race.dot
if command -v dot >/dev/null; then
	dot -Tsvg race.dot -o dot.svg >out 2>&1 || complain "dot does not take race.dot"
	[ ! -s out ] || complain "dot complains about race.dot"
else
	echo "dot is not there: not checked that it takes race.dot"
fi

# No error: no picture, nor an old one.
echo 'int main(void) { return 0; }' >fine.c
run 0 "$ACQREL" check -q --graph race.svg fine.c
[ ! -e race.svg ] || complain "a picture outlives a run without error"
for bad in picture.png svg '' none/a.svg; do
	refuses "$ACQREL" check --graph "$bad" race.c
done
finish
