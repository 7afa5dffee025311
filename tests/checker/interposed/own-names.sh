#!/usr/bin/env bash
# A program may define any name that the runtime stands in for, but those that the checker itself needs: all
# of them are defined here in one program, and its definitions are the ones that are linked, from a source
# file and from an archive. And the runtime never calls a function by a name that a program may define: all
# that it does call by name are known.
#
# usage: own-names.sh ACQREL NM OBJDUMP RUNTIME
set -u
acqrel=$1 nm=$2 objdump=$3 runtime=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0
complain() {
  echo "$1:" $(cat)
  failed=1
}
some() { [ -s "$1" ]; }

# What C reserves, what only ld.so and libc's own headers use, and what the runtime cannot do without.
needed='calloc|dl_iterate_phdr|dladdr|dlsym|environ|free|getauxval|getenv|longjmp|malloc|opt(arg|err|ind|opt)|std(err|in|out)|tolower'
"$nm" "$runtime" | awk '$1 ~ /^[Uw]$/ && $2 !~ /^_/ { print $2 }' |
  sort -u | grep -vxE "$needed" >undefined
some undefined && complain "the runtime calls these by names that a program may define" <undefined
"$nm" "$runtime" | awk '$2 ~ /^[TWVi]$/ { print $3 }' | sort -u >exported
"$objdump" -r "$runtime" | awk '$2 ~ /^R_/ { sub(/[-+]0x[0-9a-f]+$/, "", $3); print $3 }' | sort -u | comm -12 exported - |
  grep -vE '^_Z(n[aw]|d[al]P)' >own # a program's own new and delete are meant
some own && complain "the runtime calls its own by names that a program may define" <own

grep -vE '^(__libc_start_main|acqrel_.*|__tsan_.*)$' exported >names
[ "$(wc -l <names)" -ge 500 ] || complain "too few names" <names
{
  echo '	.text'
  while read -r name; do
    echo "	.globl $name"
    echo "$name:"
  done <names
  echo '	.section .note.GNU-stack,"",%progbits'
} >own.s
echo 'int main(void) { return 0; }' >main.c
cc -c own.s && ar rc libown.a own.o || exit 1
for linker in bfd gold lld; do
  command -v "ld.$linker" >/dev/null || continue
  for way in own.o '-Wl,-u,send -L. -lown'; do
    # The names are at one address; the runtime's would be at others.
    "$acqrel" cc -fuse-ld="$linker" -o program main.c $way || complain "ld.$linker does not link" <<<"$way"
    "$nm" program | awk '$3 == "send" { print $1 }' >address
    "$nm" program | awk 'NR == FNR { at = $1; next } $2 ~ /^[TWVi]$/ && $1 == at { print $3 }' address - | sort -u |
      comm -23 names - >theirs
    some theirs && complain "not the program's, with ld.$linker $way" <theirs
  done
done

# The runtime's stands in front of what a shared library defines: that is said, and the verdict is no more
# than incomplete.
echo 'int getpid(void) { return 7; }' >library.c
echo 'int getpid(void); int main(void) { return getpid() == 0; }' >caller.c
"$acqrel" cc -shared -fPIC -w -o libown_getpid.so library.c
"$acqrel" cc -w -o caller caller.c -L. -lown_getpid -Wl,-rpath,"$work"
"$acqrel" run ./caller >said
[ $? -eq 3 ] && grep -q 'getpid() of libown_getpid.so was not called' said || complain "a shared library's own getpid" <said
"$acqrel" cc -w -o caller caller.c library.c
"$acqrel" run ./caller >said || complain "the program's own getpid" <said
exit $failed
