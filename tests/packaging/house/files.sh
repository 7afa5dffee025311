# The files of the tree, from its root, one a line: those that git knows, or, of a copy without git, all.
tree_files() {
  if ! git ls-files 2>/dev/null | grep .; then
    find . -type f -not -path './.git/*' -not -path './build*' | sed 's|^\./||'
  fi
}

# C and C++ that is laid out by clang-format. Of order-comments and weakened the layout is what is tested.
laid_out_files() {
  tree_files | grep -E '^(check|src|include|bench|tests/library|tests/checker/(engine|runtime|sources))/.*\.(c|h|cc|hpp)$' |
    grep -Ev '^tests/library/(order-comments|weakened)/'
}
