# The entries of check/rt/libc/catalogue.inc: "CLASS name", one a line.
{
	for (i = 1; i <= NF; i++)
		if ($i ~ /^[A-Z]+\([A-Za-z_0-9]+\)$/) {
			split($i, part, /[()]/)
			print part[1], part[2]
		}
}
