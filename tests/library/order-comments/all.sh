# all.sh ORDER_COMMENTS SOURCE-DIR DIRECTORY...: looks at all sources in these directories.
set -eu
tool=$1
cd "$2"
shift 2
mapfile -t files < <(find "$@" -type f \( -name '*.[ch]' -o -name '*.cpp' -o -name '*.hpp' \) | sort)
exec "$tool" "${files[@]}"
