# CMake: the compiler from the environment, and as one word in the cache.
. "$HERE/../../checker/command/lib.sh"
. "$HERE/project.sh"
needs_runtime
command -v cmake >/dev/null || exit 77
make_project
cat >CMakeLists.txt <<'M'
cmake_minimum_required(VERSION 3.16)
project(counter C CXX ASM)
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
include(CheckCCompilerFlag)
check_c_compiler_flag(-fno-such-flag-at-all HAS_NO_SUCH_FLAG)
check_c_compiler_flag(-Wshadow HAS_SHADOW)
if(HAS_NO_SUCH_FLAG OR NOT HAS_SHADOW)
  message(FATAL_ERROR "the compiler's answers are wrong")
endif()
include_directories(include)
add_library(counter STATIC lib/counter.c lib/seven.S)
target_link_libraries(counter Threads::Threads)
add_library(plugin SHARED lib/counter.c lib/seven.S)
target_link_libraries(plugin Threads::Threads)
add_executable(program main.cpp)
target_link_libraries(program counter)
add_executable(with-library main.cpp)
target_link_libraries(with-library plugin)
M
unset MAKEFLAGS MAKELEVEL
CC='acqrel cc' CXX='acqrel c++' run 0 cmake -B 'a build' -DCMAKE_BUILD_TYPE=Release
run 0 cmake --build 'a build' -j2
explored ok 'a build/program'
explored ok 'a build/with-library'
run 0 cmake -B 'another build' -DCMAKE_C_COMPILER=acqrel-cc -DCMAKE_CXX_COMPILER=acqrel-c++ -DCMAKE_C_FLAGS=-DBROKEN
run 0 cmake --build 'another build' -j2
explored data-race 'another build/program'
explored data-race 'another build/with-library'
finish
