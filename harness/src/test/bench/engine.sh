#!/usr/bin/env bash
# The embedded engine beside llama.cpp's own batched-bench: same native libraries, same model, same numbers of tokens.
#
#   harness/src/test/bench/engine.sh [FOLDER] [THREADS] [PROMPT] [GENERATED] [ROUNDS]
#
# Needs npm, git, g++ and a built project (mvn -pl harness test-compile). Everything it makes goes into FOLDER, outside the
# repository. Rounds alternate, so that a machine that is busy for a while is busy for both.
set -euo pipefail
top=$(cd "$(dirname "$0")/../../../.." && pwd)
folder=$(mkdir -p "${1:-${TMPDIR:-/tmp}/glossa-engine-bench}" && cd "${1:-${TMPDIR:-/tmp}/glossa-engine-bench}" && pwd)
threads=${2:-2} prompt=${3:-128} generated=${4:-128} rounds=${5:-3}
version=3.22.1
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

cd "$folder"
# The libraries with libllama-common, which batched-bench needs and the installed engine leaves out.
if [ ! -x libs/batched-bench ]; then
    npm pack --silent "@node-llama-cpp/linux-x64@$version" "node-llama-cpp@$version" > /dev/null
    tar xzf node-llama-cpp-linux-x64-$version.tgz package/bins/linux-x64
    rm -rf libs && mv package/bins/linux-x64 libs
    tar xzf node-llama-cpp-$version.tgz package/llama/gitRelease.bundle
    rm -rf source && git clone -q package/llama/gitRelease.bundle source
    g++ -O2 -std=c++17 -Isource/include -Isource/ggml/include -Isource/common -Isource/vendor \
        source/tools/batched-bench/batched-bench.cpp source/tools/batched-bench/main.cpp -o libs/batched-bench \
        libs/libllama-common.so libs/libllama.v*.so libs/libggml.v*.so libs/libggml-base.so \
        -Wl,-rpath,'$ORIGIN' -Wl,--allow-shlib-undefined
fi
(cd "$top" && mvn -o -q -pl harness dependency:build-classpath -Dmdep.outputFile="$folder/classpath" -Dmdep.includeScope=test)
classes="$top/harness/target/classes:$top/harness/target/test-classes:$(cat classpath)"
ours() { "$java" -cp "$classes" dev.glossa.harness.backend.llama.EngineBenchmark "$@"; }

cells=$(( (prompt + generated + 255) / 256 * 256 ))
for cache in f16 f32; do
    flags=; [ "$cache" = f32 ] && flags="-fa off -ctk f32 -ctv f32"
    for _ in $(seq "$rounds"); do
        echo "== $cache"
        ours generate model.gguf "ctx=$cells&threads=$threads&cache=$cache" "$prompt" "$generated" 1
        (cd libs && ./batched-bench -m ../model.gguf -c $((16 * cells)) -b 512 -ub 512 -npp "$prompt" -ntg "$generated" -npl 16 \
            -t "$threads" -tb "$threads" $flags 2>&1 | grep -E '^\| +(PP|[0-9])')
    done
done
echo "== 64 uneven prompts"
ours uneven model.gguf "ctx=1024&threads=$threads&cache=f16" 768 128 1
echo "== ranking"
ours rank model.gguf "ctx=$cells&threads=$threads" "$prompt" 1 "$rounds"
