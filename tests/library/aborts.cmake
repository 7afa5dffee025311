# add_abort_test(NAME name SOURCE file SAYS regex [DEFINITIONS def...]): natively, the program aborts with the whole
# sentence, which begins with "acqrel: " and ends with a full stop.
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
