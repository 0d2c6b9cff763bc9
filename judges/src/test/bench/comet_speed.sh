#!/bin/sh
# Segments per second under COMET, batches against one by one (CometSpeed); arguments go to it: layers, width, heads, threads, segments,
# systems, rounds, languages, tokens of a batch. With `memory` first: a model folder, threads, numbers of segments (CometMemory); with
# `agreement` first: two model folders, a number of segments (CometAgreement). Set MODELS to a folder to keep the random models, PRECISION to fp16 or int8.
set -eu
cd "$(dirname "$0")/../../.."
case ${1:?layers or memory or agreement} in
    memory) class=CometMemory; shift ;;
    agreement) class=CometAgreement; shift ;;
    *) class=CometSpeed ;;
esac
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
(cd .. && mvn -B -q -o -pl judges -am test-compile dependency:build-classpath -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test)
"${JAVA_HOME:?a JDK 25}/bin/java" ${HEAP:+-Xmx$HEAP} ${MODELS:+-Dcomet.models="$MODELS"} ${PRECISION:+-Dcomet.precision="$PRECISION"} --enable-native-access=ALL-UNNAMED \
    -cp "target/test-classes:target/classes:../harness/target/classes:$(cat "$classpath")" "dev.glossa.judges.comet.$class" "$@"
