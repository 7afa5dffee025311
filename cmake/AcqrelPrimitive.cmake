# A primitive of libacqrel: its header, sources, tests and orders, by one call in src/primitives.cmake.
#
#   acqrel_add_primitive(latch               include/acqrel/latch.h, src/latch.c if there is one,
#                                            tests/library/latch.c
#     [SOURCES file...]                      of src/, instead of latch.c
#     [NEEDS file...]                        of src/, which are checked together with its own
#     [NEVER_SLEEPS | SHIPPED]               how it is checked, see below
#     [TEST latch-three [ON system] [argument of acqrel_add_test...]]...
#     [MISUSE latch-misuse SAYS regex [ON system] [DEFINITIONS def...]]...
#     [WEAKENED [FILES file...] [WITH file...] BY test[:flag...]...]...)
#
# From that follow
#
#   - the sources in libacqrel, the header's installation, and the tests of every header and every order
#     comment;
#   - for each TEST, latch-three.native with the whole library, and a check together with SOURCES and NEEDS on
#     each system that the checker knows, latch-three-on-pthread.check and latch-three-on-linux.check; ON
#     linux checks on futexes only, for tests of which pthreads make too many executions, or that have nothing
#     to do with how threads sleep. A primitive that NEVER_SLEEPS has one check, latch-three.check. A SHIPPED
#     one has one with the library that the checker links, and one on pthreads;
#   - for each MISUSE, the same checks with the verdict misuse, and a native run that aborts with "acqrel: ",
#     the sentence that SAYS describes, and a full stop;
#   - for each WEAKENED, a test for every order of FILES (by default, of the header and of SOURCES): with that
#     order weakened, one of the tests fails when checked together with SOURCES and WITH (by default, NEEDS).
#     `make orders` writes docs/orders.md.
#
# A test's program is tests/library/latch-three.c if there is one, else that of the primitive, latch.c; of a
# MISUSE, latch-misuse.c. SOURCE names another. Tests that a loop registers better are in
# tests/library/*.cmake.

function(acqrel_add_primitive name)
  # Group 0 is what stands before the first TEST, MISUSE or WEAKENED; each of these begins another.
  set(group 0)
  foreach(word IN LISTS ARGN)
    if(word MATCHES "^(TEST|MISUSE|WEAKENED)$")
      math(EXPR group "${group} + 1")
    endif()
    set_property(GLOBAL APPEND PROPERTY ACQREL_PRIMITIVE_${name}_${group} "${word}")
  endforeach()
  set_property(GLOBAL PROPERTY ACQREL_PRIMITIVE_${name}_GROUPS ${group})
  set_property(GLOBAL APPEND PROPERTY ACQREL_PRIMITIVES ${name})

  get_property(own GLOBAL PROPERTY ACQREL_PRIMITIVE_${name}_0)
  cmake_parse_arguments(P "NEVER_SLEEPS;SHIPPED" "" "SOURCES;NEEDS" ${own})
  if(P_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "acqrel_add_primitive(${name}) does not know ${P_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT EXISTS ${acqrel_SOURCE_DIR}/include/acqrel/${name}.h)
    message(FATAL_ERROR "acqrel_add_primitive(${name}): there is no include/acqrel/${name}.h")
  endif()
  if(NOT P_SOURCES AND EXISTS ${acqrel_SOURCE_DIR}/src/${name}.c)
    set(P_SOURCES ${name}.c)
  endif()
  foreach(property IN ITEMS SOURCES NEEDS NEVER_SLEEPS SHIPPED)
    set_property(GLOBAL PROPERTY ACQREL_PRIMITIVE_${name}_${property} ${P_${property}})
  endforeach()
  set_property(GLOBAL APPEND PROPERTY ACQREL_PRIMITIVE_SOURCES ${P_SOURCES})
endfunction()

# acqrel_for_each_primitive(COMMAND KIND...): calls COMMAND(primitive arguments...) for each group of these
# kinds, where SOURCES, NEEDS, NEVER_SLEEPS and SHIPPED are the primitive's.
function(acqrel_for_each_primitive command)
  get_property(names GLOBAL PROPERTY ACQREL_PRIMITIVES)
  foreach(name IN LISTS names)
    foreach(property IN ITEMS SOURCES NEEDS NEVER_SLEEPS SHIPPED GROUPS)
      get_property(${property} GLOBAL PROPERTY ACQREL_PRIMITIVE_${name}_${property})
    endforeach()
    foreach(group RANGE ${GROUPS})
      get_property(arguments GLOBAL PROPERTY ACQREL_PRIMITIVE_${name}_${group})
      list(POP_FRONT arguments kind)
      if(group GREATER 0 AND kind IN_LIST ARGN)
        cmake_language(CALL ${command} ${name} ${arguments})
      endif()
    endforeach()
  endforeach()
endfunction()
