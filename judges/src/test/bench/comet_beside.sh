#!/bin/sh
# Segments per second of COMET itself, one by one and in its batches, and of Glossa on the same checkpoint, in one run; and how far
# apart their scores are (comet_beside.py, CometBeside). Arguments: layers, width, heads, threads, segments, systems, rounds, languages
# that share their sources. PYTHON: one that has unbabel-comet, tokenizers, onnx and onnxruntime.
set -eu
cd "$(dirname "$0")/../../.."
layers=${1:?layers} width=${2:?width} heads=${3:?heads} threads=${4:?threads} segments=${5:?segments} systems=${6:?systems} rounds=${7:?rounds} languages=${8:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd .. && mvn -B -q -o -pl judges -am test-compile dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test)
beside() {
    "${JAVA_HOME:?a JDK 25}/bin/java" --enable-native-access=ALL-UNNAMED -cp "target/test-classes:target/classes:../harness/target/classes:$(cat "$work/classpath")" \
        dev.glossa.judges.comet.CometBeside "$@"
}
pieces=src/test/resources/dev/glossa/judges/sentencepiece/tiny.model
python=${PYTHON:-python3}
"$python" src/test/python/comet_beside.py make "$layers" "$width" "$heads" "$pieces" "$work/made"
"$python" src/main/python/export_comet.py "$work/made/checkpoints/model.ckpt" "$work/model" --name random
beside write "$work/segments.json" "$pieces" "$segments" "$systems" "$languages"
for round in $(seq "$rounds"); do
    "$python" src/test/python/comet_beside.py score "$work/made/checkpoints/model.ckpt" "$work/segments.json" "$threads" 1 "$work/scores.json"
    beside score "$work/segments.json" "$work/model" "$threads" "$work/scores.json"
done
