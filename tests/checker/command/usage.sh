# Wrong usage: each time a clear sentence and exit status 2.
. "$HERE/lib.sh"

run 2 "$ACQREL"
says '^usage: ' err
refuses "$ACQREL" chek
says "did you mean 'check'" err
refuses "$ACQREL" program.c
says 'acqrel check program.c' err
refuses "$ACQREL" check
refuses "$ACQREL" check --jsn x.json a.c
says "unknown option '--jsn'; did you mean '--json'" err
refuses "$ACQREL" check --max-execution=3 a.c
says "did you mean '--max-executions'" err
refuses "$ACQREL" check --malloc-failure a.c
says "did you mean '--malloc-failures'" err
refuses "$ACQREL" check -Wall a.c
says 'acqrel check FILE.c -- -Wall' err
refuses "$ACQREL" check --json
for bad in '--time 0' '--time -1' '--time x' '--time nan' '--max-executions 0' '--max-executions 1x' \
	'--max-executions -4' '-j 0' '-jx' '-j 2000' '--max-steps 0' '--max-steps x' \
	'--stuck-after no' '--color=blue' '--volatile=acquire' '--release-sequences=c12' \
	'--max-executions 99999999999999999999999'; do
	refuses "$ACQREL" check $bad a.c
	never_says 'unknown option' err
done

refuses "$ACQREL" check none.c
says 'none.c: No such file' err
mkdir folder.c
refuses "$ACQREL" check folder.c
says 'is a directory' err
head -c 200 /dev/zero >image.png
cp image.png image.c
refuses "$ACQREL" check image.png
refuses "$ACQREL" check image.c
says 'not C' err
echo 'int main(void) { return 0; }' >text.txt
refuses "$ACQREL" check text.txt
says 'acqrel check text.txt -- -x c' err
cp "$FAKE" program
refuses "$ACQREL" check program
says 'acqrel run program' err
for flags in '-c' '-E' '-shared' '-static' '-fsanitize=address' '-m32'; do
	cp text.txt a.c
	refuses "$ACQREL" check a.c -- $flags
done

refuses "$ACQREL" run
refuses "$ACQREL" run ./none
refuses "$ACQREL" run --bogus ./program
refuses "$ACQREL" run .
says 'is a directory' err
refuses "$ACQREL" run /bin/sh
says 'was not built for checking' err
refuses "$ACQREL" run "$HERE/usage.sh"
refuses "$ACQREL" help nothing

run 0 "$ACQREL" help
says 'acqrel check'
for page in check run replay cc c++; do
	run 0 "$ACQREL" help $page
	says "^usage: acqrel"
	fits_page
done
run 0 "$ACQREL" check --help
says '--max-executions'
run 0 "$ACQREL" --version
says '^acqrel [0-9]'
run 0 "$ACQREL" run -j 4 "$FAKE" ok
finish
