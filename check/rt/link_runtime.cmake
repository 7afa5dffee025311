# Joins the runtime's objects into one: see CMakeLists.txt. The objects that define the functions that the
# others are redirected from keep their names.
set(REDIRECTED
  memcpy=rt_copy memset=rt_fill memmove=rt_move memcmp=rt_compare
  mmap=os_mmap munmap=os_munmap mprotect=os_mprotect write=os_write _exit=os_exit
  madvise=os_madvise prctl=os_prctl memfd_create=os_memfd_create ftruncate=os_ftruncate)
set(KEEP_NAMES "(memory_functions|bytes|stdio|exit|settings|unsupported)\\.")

function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "failed: ${ARGV}")
  endif()
endfunction()

function(join output)
  if(AS_ONE)
    run(${CC} -r -O3 -fno-builtin -fno-stack-protector ${AS_ONE} -flinker-output=nolto-rel
      -flto-partition=one -nostdlib -o ${output} ${ARGN})
  else()
    run(${LINKER} -r -o ${output} ${ARGN})
  endif()
endfunction()

string(REPLACE "|" ";" OBJECTS "${OBJECTS}")
set(own ${OBJECTS})
list(FILTER own EXCLUDE REGEX "${KEEP_NAMES}")
set(keep ${OBJECTS})
list(FILTER keep INCLUDE REGEX "${KEEP_NAMES}")
set(arguments)
foreach(pair ${REDIRECTED})
  list(APPEND arguments --redefine-sym ${pair})
endforeach()
join(${OUTPUT}.own ${own})
run(${OBJCOPY} ${arguments} ${OUTPUT}.own)
join(${OUTPUT}.all ${OUTPUT}.own ${keep})
# The runtime's variables get sections of their own, so that they are not taken for the program's (roots.c).
set(renames)
foreach(section data data.rel data.rel.local)
  list(APPEND renames --rename-section .${section}=acqrel_data,alloc,load,data,contents)
endforeach()
# So does its code, which has atomic instructions that are not the program's (cli/build/asm_atomics.c).
list(APPEND renames --rename-section .text=acqrel_text,alloc,load,readonly,code,contents)
# It becomes part of every program: debug information of its own would more than double what each build links.
set(strip --strip-debug)
if(BUILD_TYPE STREQUAL "Debug")
  set(strip)
endif()
# A program may define most of the names that the runtime stands in for: they are weak, and the runtime's own
# calls go to local names for the same code, or they would end in the program's function.
execute_process(COMMAND ${OBJDUMP} -t ${OUTPUT}.all OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
# none that are hidden
string(REGEX MATCHALL "[0-9a-f]+ [g ][w ]    F [^\t\n]+\t[0-9a-f]+ +[^. \n]+\n" exported "${symbols}")
# All of them are found by dlsym() and its like, see dynamic.c.
string(REGEX REPLACE "[^\n]* ([^ \n]+)\n" "\\1;" names "${exported}")
string(REGEX REPLACE ";+" ";" names "${names}")
string(REGEX REPLACE ";$" "" names "${names}")
set(table "\t.section .rodata\n\t.hidden stand_ins, stand_ins_end\n\t.globl stand_ins, \
stand_ins_end\n\t.p2align 2\nstand_ins:\n")
set(strings)
list(SORT names)
foreach(name ${names})
  string(REGEX REPLACE "^_Z(n[aw]|d[al]P)" "stand_in_Z\\1" function ${name})
  string(APPEND table "\t.long .L${name} - .\n\t.long ${function} - .\n")
  string(APPEND strings ".L${name}:\t.asciz \"${name}\"\n")
endforeach()
file(WRITE ${OUTPUT}.names.s "${table}stand_ins_end:\n${strings}\t.section .note.GNU-stack,\"\",%progbits\n")
run(${CC} -c -o ${OUTPUT}.names ${OUTPUT}.names.s)
run(${LINKER} -r -o ${OUTPUT}.own ${OUTPUT}.all ${OUTPUT}.names)
file(RENAME ${OUTPUT}.own ${OUTPUT}.all)
set(local)
set(weak)
# A program's own new and delete are called where it has some: those are weak as they are (new.c).
list(FILTER exported EXCLUDE REGEX " _Z(n[aw]|d[al]P)")
foreach(symbol ${exported})
  string(REPLACE " .text\t" " acqrel_text\t" symbol "${symbol}")
  string(REGEX MATCH "([0-9a-f]+) ....... ([^\t]+)\t[0-9a-f]+ +([^\n]+)" symbol "${symbol}")
  # LLVM's objcopy goes by the name before, GNU's by the one after.
  string(APPEND local
    "--redefine-sym ${CMAKE_MATCH_3}=acqrel.${CMAKE_MATCH_3} --localize-symbol acqrel.${CMAKE_MATCH_3} \
--localize-symbol ${CMAKE_MATCH_3}\n")
  string(APPEND weak "--add-symbol ${CMAKE_MATCH_3}=${CMAKE_MATCH_2}:0x${CMAKE_MATCH_1},function,weak\n")
endforeach()
file(WRITE ${OUTPUT}.local "${local}")
file(WRITE ${OUTPUT}.weak "${weak}")
run(${OBJCOPY} ${strip} --localize-hidden --rename-section .bss=acqrel_bss,alloc ${renames} @${OUTPUT}.local
  ${OUTPUT}.all ${OUTPUT}.own)
run(${OBJCOPY} @${OUTPUT}.weak ${OUTPUT}.own ${OUTPUT})
file(REMOVE ${OUTPUT}.names ${OUTPUT}.names.s ${OUTPUT}.own ${OUTPUT}.all ${OUTPUT}.local ${OUTPUT}.weak)
