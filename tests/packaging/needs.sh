# The packages that the README's first command installs are those that the Makefile names when one is missing,
# and those that CI starts from; and the README has the two commands that fresh-machine takes from there.
cd "$1" || exit 1
failures=0
complain() { failures=$((failures + 1)); echo "FAILED: $1"; }

packages() { sed -n "s/$1/\1/p" "$2"; }
commands=$(bash tests/packaging/fresh-machine --commands)
first=$(sed -n 1p <<<"$commands") second=$(sed -n 2p <<<"$commands")
of_readme=$(sed -n "s/.*apt-get install -y \([^']*\)'.*/\1/p" <<<"$first")
of_make=$(packages '^PACKAGES = \(.*\)' Makefile)
of_ci=$(packages '^as_root apt-get install -y -qq \(build-essential [^>]*\) >.*' .ci/run)

[ "$(wc -l <<<"$commands")" -eq 2 ] || complain "the README has not two commands to try it, but: $commands"
[ -n "$of_readme" ] || complain "no packages in: $first"
[ "$of_make" = "$of_readme" ] || complain "the Makefile names: $of_make, the README: $of_readme"
[ "$of_ci" = "$of_readme" ] || complain "CI installs: $of_ci, the README: $of_readme"
[[ $first == *'&& make demo' && $second == 'make test' ]] || complain "not make demo and make test, but: $commands"

# Started with nothing but stand-ins: it installs, then builds, with sudo where there is one.
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
stand_in() { printf '#!/bin/sh\necho "%s" >>%s/log\n%s\n' "$2" "$bin" "${3:-}" >"$bin/$1" && chmod +x "$bin/$1"; }
tries() {
  : >"$bin/log"
  PATH=$bin /bin/sh -c "$first" || complain "$2: it fails"
  [ "$(tr '\n' ';' <"$bin/log")" = "$1" ] || complain "$2: it runs $(cat "$bin/log")"
}
ln -s /bin/sh "$bin/sh"
stand_in apt-get 'apt-get $1'
stand_in make 'make $1'
tries 'apt-get update;apt-get install;make demo;' 'without sudo'
# shellcheck disable=SC2016 # the stand-in is to expand it
stand_in sudo sudo 'exec "$@"'
tries 'sudo;apt-get update;apt-get install;make demo;' 'with sudo'
exit $((failures > 0))
