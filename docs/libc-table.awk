# docs/libc.md, from check/rt/libc/catalogue.inc: each function of the C library by header, with its class.
# usage: awk -f docs/libc-table.awk check/rt/libc/catalogue.inc

function flush_class(   i, line, word) {
	if (count) {
		line = "- **" class "**:"
		for (i = 1; i <= count; i++) {
			word = " `" names[i] "`" (i < count ? "," : "")
			if (length(line word) > 110) {
				print line
				line = "  " substr(word, 2)
			} else
				line = line word
		}
		print line
	}
	count = 0
}

BEGIN {
	while ((getline line < ARGV[1]) > 0) {
		n = split(line, parts, " ")
		for (i = 1; i <= n; i++)
			if (parts[i] ~ /^[A-Z]+\([A-Za-z_0-9]+\)$/) {
				word = parts[i]
				sub(/\(.*/, "", word)
				total[tolower(word)]++
			}
	}
	print "# What becomes of the C library's functions"
	print ""
	print "A call of a function that is compiled into the C library is not seen by the instrumentation of the program."
	print "So all functions that glibc's `libc.so.6` and `libm.so.6` offer to programs were gone through, in the"
	print "versions 2.36 (Debian 12) and 2.41 (Debian 13). This page is made of the table"
	print "`check/rt/libc/catalogue.inc` (`make libc-table`). A test finds functions of the libc that is installed which"
	print "are not in it."
	print ""
	print "| class | what happens | functions |"
	print "|---|---|---|"
	print "| pure | It goes to libc. It touches only the values that it is given and constants, or asks what does not change while the program runs. | " total["pure"] " |"
	print "| described | It goes to libc, and what it reads and writes through pointers is told before: races are found, and it is undone. | " total["described"] " |"
	print "| modelled | The runtime has a function of its own. | " total["modelled"] " |"
	print "| restored | Likewise, because libc would keep something: each execution finds that as it was. | " total["restored"] " |"
	print "| unsupported | It changes something outside of the program, waits, or is not modelled: the verdict is `unsupported`, and names it. | " total["unsupported"] " |"
	print ""
	print "There is no other class. A function that only a newer libc has is not known: a program that wants it gets at"
	print "most the verdict `incomplete`, which names the function. This concerns calls while a program is explored. In"
	print "a native run of a program that `acqrel cc` has built, all of them are libc's."
	print ""
	print "Functions that ask about files (`stat`, `access`, `realpath`, `getcwd`) are asked for real: that changes"
	print "nothing. No function changes a file, a process or a setting of the system. `libmvec` has pure functions only;"
	print "`libresolv`, `libanl` and others of glibc's libraries are not in the table, and so not known."
}

/^\/\* (<.*>|in no header) \*\// {
	flush_class()
	print ""
	header = $2
	print header ~ /^</ ? "## `" header "`" : "## In no header"
	print ""
	class = ""
	next
}

{
	for (i = 1; i <= NF; i++) {
		if ($i !~ /^[A-Z]+\([A-Za-z_0-9]+\)$/)
			continue
		word = $i
		sub(/\(.*/, "", word)
		name = $i
		sub(/^[A-Z]+\(/, "", name)
		sub(/\)$/, "", name)
		if (tolower(word) != class) {
			flush_class()
			class = tolower(word)
		}
		names[++count] = name
	}
}

END { flush_class() }
