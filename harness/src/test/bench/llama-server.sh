#!/usr/bin/env bash
# llama.cpp's own server of the pinned release, linked against the very libraries of the embedded engine, without its web page:
# what `GLOSSA_LLAMA_SERVER` names for RealServerTest, and what docs/serving.md is tried with.
#
#   harness/src/test/bench/llama-server.sh [FOLDER] [JOBS]      prints the path of the server; about ten minutes of one core
#
# Needs npm, git, g++ and make. Everything it makes goes into FOLDER, outside the repository.
set -euo pipefail
folder=$(mkdir -p "${1:-${TMPDIR:-/tmp}/glossa-llama-server}" && cd "${1:-${TMPDIR:-/tmp}/glossa-llama-server}" && pwd)
version=3.22.1
cd "$folder"
if [ ! -d libs ]; then
    npm pack --silent "@node-llama-cpp/linux-x64@$version" "node-llama-cpp@$version" > /dev/null
    tar xzf node-llama-cpp-linux-x64-$version.tgz package/bins/linux-x64
    tar xzf node-llama-cpp-$version.tgz package/llama/gitRelease.bundle
    rm -rf source && git clone -q package/llama/gitRelease.bundle source
    mv package/bins/linux-x64 libs
fi
mkdir -p stub
# The server asks for its web page's files at one place; there are none.
cat > stub/ui.h <<'END'
#pragma once
#include <string>
#include <vector>
struct llama_ui_asset { std::string name; const unsigned char * data; size_t size; std::string etag; std::string type; };
inline std::vector<llama_ui_asset> llama_ui_get_assets() { return {}; }
END
cat > Makefile <<'END'
S = source
SRC = $(wildcard $S/tools/server/server*.cpp) $S/tools/server/main.cpp $(wildcard $S/tools/mtmd/models/*.cpp) $S/vendor/hash/hash.cpp \
    $(addprefix $S/tools/mtmd/,clip.cpp mtmd.cpp mtmd-audio.cpp mtmd-image.cpp mtmd-helper.cpp mtmd-helper-gen.cpp)
OBJ = $(patsubst $S/%.cpp,obj/%.o,$(SRC)) obj/sha1.o obj/sha256.o obj/xxhash.o
INC = $(addprefix -I$S/,include ggml/include common vendor tools/mtmd tools/server vendor/hash vendor/hash/rotate-bits) -I$S -Istub
libs/llama-server: $(OBJ)
	g++ -o $@ $(OBJ) libs/libllama-common.so $(wildcard libs/libllama.v*.so libs/libggml.v*.so) libs/libggml-base.so -Wl,-rpath,'$$ORIGIN' -Wl,--allow-shlib-undefined -lpthread -ldl
obj/%.o: $S/%.cpp
	@mkdir -p $(dir $@)
	g++ -O1 -std=c++17 -fPIC -w $(INC) -c $< -o $@
obj/sha256.o: $S/vendor/hash/sha256/sha256.c
	gcc -O1 -fPIC -w $(INC) -c $< -o $@
obj/sha1.o obj/xxhash.o: obj/%.o: $S/vendor/hash/%
	g++ -x c++ -O1 -fPIC -w $(INC) -c $</$*.c -o $@
END
make -s -j "${2:-2}" libs/llama-server >&2
echo "$folder/libs/llama-server"
