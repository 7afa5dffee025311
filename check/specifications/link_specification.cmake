cmake_minimum_required(VERSION 3.16)
# Joins the objects of a specification into one: see CMakeLists.txt. Their functions get names of their own,
# and under the library's names come a few instructions that lead there, or to the library in a native run
# (rt/abi/specified.S).
function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "failed: ${ARGV}")
  endif()
endfunction()

string(REPLACE "|" ";" OBJECTS "${OBJECTS}")
run(${LINKER} -r -o ${OUTPUT}.own ${OBJECTS})
execute_process(COMMAND ${NM} --defined-only --format=posix ${OUTPUT}.own OUTPUT_VARIABLE defined
  COMMAND_ERROR_IS_FATAL ANY)
file(STRINGS ${ENTRY_POINTS} names)
set(renames)
set(own)
set(text "\t.text\n")
set(jump "leaq 1f(%rip), %r11\n\tjmp acqrel_specified_enter")
execute_process(COMMAND ${CC} -dumpmachine OUTPUT_VARIABLE machine)
if(machine MATCHES "aarch64|arm64")
  set(jump "adrp x16, 1f\n\tadd x16, x16, :lo12:1f\n\tb acqrel_specified_enter")
endif()
foreach(name IN LISTS names)
  set(target 0)
  if("\n${defined}" MATCHES "\n${name} T ")
    string(APPEND renames "${name} acqrel.${name}\n")
    set(target acqrel.${name})
  endif()
  string(APPEND text "\t.globl ${name}\n\t.type ${name}, %function\n\t.p2align 4\n${name}:\n\t${jump}\n\
\t.size ${name}, . - ${name}\n\
\t.pushsection acqrel_data, \"aw\", %progbits\n\t.p2align 3\n1:\t.quad 0, ${target}\n\t.asciz \"${name}\"\n\
\t.popsection\n")
endforeach()
# A native run needs the library, which the linker may leave out where nothing wants anything of it.
string(APPEND text "\t.section acqrel_data, \"aw\", %progbits\n\t.p2align 3\n\t.quad ${WANTED}\n")
# A function that is not in the list would be called by nobody.
string(REGEX MATCHALL "(GOMP_|GOACC_|omp_|__kmpc_|kmp_)[a-z_A-Z0-9]+ T " functions "${defined}")
foreach(function IN LISTS functions)
  string(REGEX REPLACE " T " "" function "${function}")
  if(NOT function IN_LIST names)
    message(FATAL_ERROR "${ENTRY_POINTS} does not name ${function}")
  endif()
endforeach()
file(WRITE ${OUTPUT}.renames "${renames}")
file(WRITE ${OUTPUT}.s "${text}\t.section .note.GNU-stack,\"\",%progbits\n")
run(${CC} -c -o ${OUTPUT}.entries ${OUTPUT}.s)
run(${OBJCOPY} --redefine-syms=${OUTPUT}.renames ${OUTPUT}.own ${OUTPUT}.renamed)
run(${LINKER} -r -o ${OUTPUT}.all ${OUTPUT}.renamed ${OUTPUT}.entries)
# What the files share with each other is none of the program's names.
run(${OBJCOPY} --localize-hidden ${OUTPUT}.all ${OUTPUT})
file(REMOVE ${OUTPUT}.own ${OUTPUT}.renames ${OUTPUT}.s ${OUTPUT}.entries ${OUTPUT}.renamed ${OUTPUT}.all)
