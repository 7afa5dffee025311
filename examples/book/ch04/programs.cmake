# Chapter 4, a spin lock.
book_program(ch04/01-minimal)
book_program(ch04/01-minimal CHECK_ONLY VERDICT data-race AS RELAXED DEFINITIONS RELAXED)
book_program(ch04/02-with-data)
book_program(ch04/02-with-data CHECK_ONLY VERDICT data-race AS KEPT DEFINITIONS KEPT)
book_program(ch04/03-guard)
