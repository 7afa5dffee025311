# Which room of check/ includes which: includes.sh CHECK
# fails if a file includes a room that its own may not.
cd "$1" || exit 1

# A room, and the others that it may include.
may_include() {
  case $1 in
  protocol) echo ;;                   # what crosses between runtime and reporter: knows neither
  engine) echo ;;                     # graphs alone: no program, no system
  rt) echo engine protocol ;;         # runs a program on the engine, and fills in the protocol
  report) echo protocol ;;            # reads the protocol: works without a runtime
  instrument) echo cli protocol ;;    # of the command its strings
  specifications) echo ;;             # code of checked programs: knows <acqrel/model.h> only
  cli) echo report engine protocol ;; # of the engine the names of events, for witness files
  *) echo "FAILED: a room without a line in includes.sh: $1" >&2 ;;
  esac
}

failed=0
for room in */; do
  room=${room%/}
  allowed=" $room $(may_include "$room" 2>&1) "
  case $allowed in *FAILED*) echo "$allowed"; failed=1; continue ;; esac
  # file:line:room of each include of a room
  while IFS=: read -r file line to; do
    case $allowed in *" $to "*) continue ;; esac
    echo "FAILED: check/$file:$line includes $to; $room may include:$allowed"
    failed=1
  done < <(grep -rnE '^ *# *include *["<][a-z]+/' --include='*.[chS]' "$room" |
    sed -E 's|^([^:]*:[0-9]+):.*include *["<]([a-z]+)/.*|\1:\2|' | grep -E ":($(echo */ | sed 's|/||g; s/ /|/g'))\$")
done
exit $failed
