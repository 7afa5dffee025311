# acqrel_add_test: one program, tested twice: as it runs, and under the checker.
#
#   find_package(acqrel REQUIRED)      with -DCMAKE_PREFIX_PATH=PREFIX of an installation, or the build folder
#                                      of acqrel
#   acqrel_add_test(NAME stack SOURCES stack.c)
#
# (or, without the library, include(AcqrelTest) with this folder in CMAKE_MODULE_PATH)
#
# registers with CTest
#
#   stack.native   the sources compiled by the project's compiler, linked and run: a stress test
#   stack.check    `acqrel check` of the same sources: every execution that the memory model allows
#
# labelled `native` and `checked`, so that `ctest -L checked` runs one kind. The program ends with status 0
# when all is well and says otherwise with assert(), which is on whatever the build type; <acqrel/check.h>
# has AR_ITERATIONS(native, checked) to give each of the two the work it can do.
#
#   acqrel_add_test(NAME name SOURCES file...
#     [VERDICT word...]      what the checker is to say: one of these words; default ok. With ok, everything
#                            must have been explored, too
#     [AT text...]           of an error: the accesses it names are on source lines that contain these texts,
#                            each of them at least once, and on no others
#     [CHECK_FLAGS flag...]  compiler flags for the checked program: -DSMALL -Iinclude. Those in the variable
#                            ACQREL_CHECK_FLAGS are for all tests
#     [CHECK_OPTIONS opt...] options of `acqrel check`: --no-leaks. Those in the variable ACQREL_CHECK_OPTIONS
#                            are for all tests
#     [DEFINITIONS def...]   macro definitions for both, without -D
#     [NATIVE_FLAGS flag...] compiler flags for the native program
#     [NATIVE_ARGS arg...]   arguments for the native program
#     [LIBRARIES target...]  what the native program is linked with. The checker sees only what it compiles:
#                            name a library's sources in SOURCES as well if it is to be checked with them;
#                            include directories and definitions of targets are passed on.
#     [MATRIX]               instead of name.check: one test for each of ACQREL_CHECK_COMPILERS, at -O0 and
#                            at -O2, name.check.gcc-O0 and so on
#     [LEVELS level...]      of MATRIX, instead of these two: -O1 -O3
#     [NATIVE_ONLY | CHECK_ONLY]
#     [TIMEOUT seconds]      of each test; default 300
#     [LABELS label...])     further labels
#
# SOURCES are relative to the current source directory. A compiler of ACQREL_CHECK_COMPILERS (default: gcc and
# clang) that is not installed makes its tests "skipped", and so does a missing acqrel command: it is the
# target acqrel if the project has one, else ACQREL_EXECUTABLE, looked for in PATH.

# With ACQREL_NATIVE_TESTS_ONLY there are only the native ones: for builds with sanitizers, or for another
# processor.

include_guard(GLOBAL)

set(ACQREL_CHECK_COMPILERS "gcc;clang" CACHE STRING "Compilers that programs are checked with")
set(_acqrel_test_dir ${CMAKE_CURRENT_LIST_DIR})

function(acqrel_add_test)
  cmake_parse_arguments(PARSE_ARGV 0 T "MATRIX;NATIVE_ONLY;CHECK_ONLY" "NAME;TIMEOUT"
    "SOURCES;VERDICT;AT;LEVELS;CHECK_FLAGS;CHECK_OPTIONS;DEFINITIONS;NATIVE_FLAGS;NATIVE_ARGS;LIBRARIES;\
LABELS")
  if(T_UNPARSED_ARGUMENTS OR NOT T_NAME OR NOT T_SOURCES)
    message(FATAL_ERROR "acqrel_add_test needs NAME and SOURCES, and does not know: ${T_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT T_VERDICT)
    set(T_VERDICT ok)
  endif()
  if(NOT T_LEVELS)
    set(T_LEVELS -O0 -O2)
  endif()
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 300)
  endif()

  if(NOT T_CHECK_ONLY)
    _acqrel_add_native()
  endif()
  if(T_NATIVE_ONLY OR ACQREL_NATIVE_TESTS_ONLY)
    return()
  endif()
  if(NOT T_MATRIX)
    _acqrel_add_check(${T_NAME}.check "" "")
    return()
  endif()
  foreach(compiler IN LISTS ACQREL_CHECK_COMPILERS)
    foreach(level IN LISTS T_LEVELS)
      _acqrel_add_check(${T_NAME}.check.${compiler}${level} ${compiler} ${level})
    endforeach()
  endforeach()
endfunction()

# A macro, like the next, only to keep acqrel_add_test readable: it works on that function's T_ variables.
macro(_acqrel_add_native)
  find_package(Threads REQUIRED)
  add_executable(${T_NAME}.native ${T_SOURCES})
  target_compile_options(${T_NAME}.native PRIVATE -UNDEBUG ${T_NATIVE_FLAGS})
  target_compile_definitions(${T_NAME}.native PRIVATE ${T_DEFINITIONS})
  target_link_libraries(${T_NAME}.native PRIVATE ${T_LIBRARIES} Threads::Threads)
  set_target_properties(${T_NAME}.native PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
  add_test(NAME ${T_NAME}.native COMMAND ${T_NAME}.native ${T_NATIVE_ARGS})
  set_tests_properties(${T_NAME}.native PROPERTIES LABELS "native;${T_LABELS}" TIMEOUT ${T_TIMEOUT}
    SKIP_RETURN_CODE 77)
endmacro()

# What the test is goes into a file of its own, which AcqrelRunCheck.cmake reads: no quoting to get wrong.
function(_acqrel_add_check name compiler level)
  if(TARGET acqrel)
    set(command $<TARGET_FILE:acqrel>)
  else()
    find_program(ACQREL_EXECUTABLE acqrel)
    set(command ${ACQREL_EXECUTABLE})
  endif()
  set(sources "")
  foreach(source IN LISTS T_SOURCES)
    get_filename_component(source ${source} ABSOLUTE)
    list(APPEND sources ${source})
  endforeach()
  set(options ${ACQREL_CHECK_OPTIONS} ${T_CHECK_OPTIONS})
  set(flags ${ACQREL_CHECK_FLAGS} ${level} ${T_CHECK_FLAGS})
  foreach(definition IN LISTS T_DEFINITIONS)
    list(APPEND flags -D${definition})
  endforeach()
  set(library_flags "")
  foreach(library IN LISTS T_LIBRARIES)
    if(TARGET ${library})
      set(includes $<TARGET_PROPERTY:${library},INTERFACE_INCLUDE_DIRECTORIES>)
      set(definitions $<TARGET_PROPERTY:${library},INTERFACE_COMPILE_DEFINITIONS>)
      string(APPEND library_flags "$<$<BOOL:${includes}>:;-I$<JOIN:${includes},;-I>>"
        "$<$<BOOL:${definitions}>:;-D$<JOIN:${definitions},;-D>>")
    endif()
  endforeach()

  set(file ${CMAKE_CURRENT_BINARY_DIR}/${name}.cmake)
  file(GENERATE OUTPUT ${file} CONTENT "set(ACQREL [==[${command}]==])
set(COMPILER [==[${compiler}]==])
set(SOURCES [==[${sources}]==])
set(FLAGS [==[${flags}${library_flags}]==])
set(OPTIONS [==[${options}]==])
set(JSON [==[${CMAKE_CURRENT_BINARY_DIR}/${name}.json]==])
set(VERDICT [==[${T_VERDICT}]==])
set(AT [==[${T_AT}]==])
include([==[${_acqrel_test_dir}/AcqrelRunCheck.cmake]==])
")
  # There, so that the report names files as people in the project do.
  add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} -P ${file} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS "checked;${T_LABELS}" TIMEOUT ${T_TIMEOUT}
    SKIP_REGULAR_EXPRESSION "^skipped: ")
  if(options MATCHES "(^|;)-j;([0-9]+)")
    set_tests_properties(${name} PROPERTIES PROCESSORS ${CMAKE_MATCH_2})
  endif()
endfunction()
