# columns.sh TOP: no line has more than 110 columns, where a tab goes to the next multiple of 8: in C that is
# laid out, in CMake lists, in the comments of scripts, and in Markdown but for its tables, code and lines
# with links.
set -u
. "$(dirname "$0")/files.sh"
cd "$1" || exit 1

scripts() {
  tree_files | while read -r file; do
    case $file in
      *CMakeLists.txt | *.cmake | *.sh | Makefile) echo "$file" ;;
      *.*) ;;
      *) if head -n 1 "$file" | grep -q '^#!.*sh'; then echo "$file"; fi ;;
    esac
  done
}

# shellcheck disable=SC2016
too_long='
  chomp;
  $markdown = $ARGV =~ /\.md$/;
  $code = !$code if $markdown && /^ *```/;
  1 while s/\t/" " x (8 - $-[0] % 8)/e;
  my $c = $ARGV =~ /\.([ch]|cc|hpp|cmake|txt)$/;
  my $free = $markdown ? $code || /^ *\|/ || /^ {4}/ || /\]\(|https?:/ : !$c && !/^ *#/;
  if (!$free && length > 110) { print "$ARGV:$.: " . length() . " columns\n"; $found = 1 }
  if (eof) { close ARGV; $code = 0 }
  END { exit $found }'

{ laid_out_files; scripts; tree_files | grep '\.md$'; } | xargs perl -CSD -ne "$too_long" ||
  { echo "FAILED: more than 110 columns"; exit 1; }
