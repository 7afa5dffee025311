# Kinds of tests of the library: with what they are checked, and how their native run has to end.

# add_abort_test(NAME name SOURCE file SAYS regex [DEFINITIONS def...]): natively, the program aborts with the
# whole sentence, which begins with "acqrel: " and ends with a full stop.
function(add_abort_test)
  cmake_parse_arguments(PARSE_ARGV 0 A "" "NAME;SOURCE;SAYS" "DEFINITIONS")
  add_executable(${A_NAME}.aborts ${A_SOURCE})
  target_compile_definitions(${A_NAME}.aborts PRIVATE ${A_DEFINITIONS})
  target_link_libraries(${A_NAME}.aborts PRIVATE acqrel::static)
  set_target_properties(${A_NAME}.aborts PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
  add_test(NAME ${A_NAME}.native COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/aborts.sh
    "^acqrel: ${A_SAYS}\\.$" ${CMAKE_CROSSCOMPILING_EMULATOR} $<TARGET_FILE:${A_NAME}.aborts>)
  set_tests_properties(${A_NAME}.native PROPERTIES LABELS native TIMEOUT 60)
endfunction()

# What sleeps is checked on each of the systems that the checker knows.
set(lock_systems pthread linux)

# add_lock_test(NAME name SOURCE file SLOW sources [MATRIX] [OPTION value]...): natively with the whole
# library, and under the checker with the SLOW files of src/ (one argument, a list), once for each system.
function(add_lock_test)
  cmake_parse_arguments(PARSE_ARGV 0 L "NATIVE_ONLY;CHECK_ONLY" "NAME;SOURCE;SLOW" "")
  if(NOT L_CHECK_ONLY)
    acqrel_add_test(NAME ${L_NAME} SOURCES ${L_SOURCE} LIBRARIES acqrel::static NATIVE_ONLY
      ${L_UNPARSED_ARGUMENTS})
  endif()
  if(L_NATIVE_ONLY)
    return()
  endif()
  list(TRANSFORM L_SLOW PREPEND ../../src/)
  foreach(system IN LISTS lock_systems)
    acqrel_add_test(NAME ${L_NAME}-on-${system} SOURCES ${L_SOURCE} ${L_SLOW} ../../src/time.c
      ../../src/os/${system}.c
      CHECK_ONLY ${L_UNPARSED_ARGUMENTS})
  endforeach()
endfunction()

# The same, CHECK_ONLY and on futexes only: for tests of which pthreads make too many executions, or that have
# nothing to do with how threads sleep.
function(add_futex_test)
  cmake_parse_arguments(PARSE_ARGV 0 F "" "SLOW" "")
  set(lock_systems linux)
  add_lock_test(SLOW "${F_SLOW}" CHECK_ONLY ${F_UNPARSED_ARGUMENTS})
endfunction()

# add_misuse_test(NAME name SOURCE file SLOW sources SAYS regex [DEFINITIONS def...]): the checker's verdict
# is misuse, and natively the program aborts with the whole sentence.
function(add_misuse_test)
  cmake_parse_arguments(PARSE_ARGV 0 M "" "NAME;SOURCE;SLOW;SAYS" "DEFINITIONS")
  add_lock_test(NAME ${M_NAME} SOURCE ${M_SOURCE} SLOW "${M_SLOW}" DEFINITIONS ${M_DEFINITIONS} CHECK_ONLY
    VERDICT misuse)
  add_abort_test(NAME ${M_NAME} SOURCE ${M_SOURCE} SAYS "${M_SAYS}" DEFINITIONS ${M_DEFINITIONS})
endfunction()

# Checked with the library that the checker links, on futexes.
function(add_shipped_test)
  acqrel_add_test(LIBRARIES acqrel::static CHECK_ONLY ${ARGN})
endfunction()

# What of the library they need, sleeping on pthreads.
set(on_pthread mutex park thread thread_record thread_scope fence time wait os/pthread)
list(TRANSFORM on_pthread REPLACE "(.+)" "${acqrel_SOURCE_DIR}/src/\\1.c")

function(add_thread_test name source)
  cmake_parse_arguments(PARSE_ARGV 2 L "CHECK_ONLY;MATRIX" "" "DEFINITIONS;VERDICT")
  set(matrix)
  if(L_MATRIX)
    set(matrix MATRIX)
  endif()
  if(NOT L_CHECK_ONLY)
    acqrel_add_test(NAME ${name} SOURCES ${source} DEFINITIONS ${L_DEFINITIONS} LIBRARIES acqrel::static
      NATIVE_ONLY)
  endif()
  acqrel_add_test(NAME ${name}-on-pthread SOURCES ${source} ${on_pthread} DEFINITIONS ${L_DEFINITIONS}
    CHECK_FLAGS -O2 VERDICT ${L_VERDICT} CHECK_ONLY ${matrix})
  acqrel_add_test(NAME ${name} SOURCES ${source} DEFINITIONS ${L_DEFINITIONS} VERDICT ${L_VERDICT}
    CHECK_ONLY ${matrix})
endfunction()

# The tests of the primitives, as src/primitives.cmake registers them.

# The program of the test in which a primitive does NAME, where no SOURCE names it.
function(primitive_program primitive name else result)
  string(REPLACE _ - stem ${primitive})
  foreach(file IN ITEMS ${name}.c ${stem}${else}.c)
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${file})
      set(${result} ${file} PARENT_SCOPE)
      return()
    endif()
  endforeach()
  message(FATAL_ERROR "the test ${name} of ${primitive} has no program: tests/library/${name}.c")
endfunction()

function(add_primitive_test primitive name)
  cmake_parse_arguments(PARSE_ARGV 2 T "" "SOURCE;ON" "")
  if(NOT T_SOURCE)
    primitive_program(${primitive} ${name} "" T_SOURCE)
  endif()
  set(files ${SOURCES} ${NEEDS})
  if(T_ON)
    set(lock_systems ${T_ON})
  endif()
  if(SHIPPED)
    add_thread_test(${name} ${T_SOURCE} ${T_UNPARSED_ARGUMENTS})
  elseif(NEVER_SLEEPS)
    list(TRANSFORM files PREPEND ../../src/)
    acqrel_add_test(NAME ${name} SOURCES ${T_SOURCE} ${files} ${T_UNPARSED_ARGUMENTS})
  else()
    add_lock_test(NAME ${name} SOURCE ${T_SOURCE} SLOW "${files}" ${T_UNPARSED_ARGUMENTS})
  endif()
endfunction()

function(add_primitive_misuse primitive name)
  cmake_parse_arguments(PARSE_ARGV 2 M "MATRIX" "SOURCE;SAYS;ON" "DEFINITIONS")
  if(NOT M_SOURCE)
    primitive_program(${primitive} ${name} -misuse M_SOURCE)
  endif()
  set(options DEFINITIONS ${M_DEFINITIONS})
  add_abort_test(NAME ${name} SOURCE ${M_SOURCE} SAYS "${M_SAYS}" ${options})
  if(M_ON)
    list(APPEND options ON ${M_ON})
  endif()
  if(M_MATRIX)
    list(APPEND options MATRIX)
  endif()
  add_primitive_test(${primitive} ${name} SOURCE ${M_SOURCE} CHECK_ONLY VERDICT misuse ${options})
endfunction()
