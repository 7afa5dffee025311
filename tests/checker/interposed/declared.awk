# The functions that the system's headers of threads and time declare, from preprocessed text: one a line.
/^#/ {
	wanted = $0 ~ /"\/usr\/[^"]*\/(pthread|semaphore|threads|time|sched|timex|sigthread|getcpu)\.h"/
	next
}
wanted {
	statement = statement " " $0
	if ($0 ~ /[;}] *$/) {
		if (statement ~ /^ *(__extension__ )? *extern/ &&
		    match(statement, /[a-zA-Z_0-9]+ *\(/)) {
			name = substr(statement, RSTART, RLENGTH)
			gsub(/[ (]/, "", name)
			print name
		}
		statement = ""
	}
}
