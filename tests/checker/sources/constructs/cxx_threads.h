/* Threads of C++ in containers. */
#ifndef CONSTRUCTS_CXX_THREADS_H
#define CONSTRUCTS_CXX_THREADS_H
#include <algorithm>
#include <array>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "simple.h"

#endif
