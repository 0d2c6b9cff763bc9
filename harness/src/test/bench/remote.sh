#!/usr/bin/env bash
# Runs through a server in another process, beside a bare java.net.http loop that neither parses nor journals.
#
#   harness/src/test/bench/remote.sh instant      a server that answers at once
#   harness/src/test/bench/remote.sh gpu          200 ms an answer, 256 at once, for a minute each: a machine of a fixed rate
#   harness/src/test/bench/remote.sh long         500,000 samples with 512 MB of heap
#
# Needs a built project (mvn -pl harness test-compile).
set -euo pipefail
top=$(cd "$(dirname "$0")/../../../.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
(cd "$top" && mvn -o -q -pl harness dependency:build-classpath -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test)
speed() { "$java" "$1" -cp "$top/harness/target/classes:$top/harness/target/test-classes:$(cat "$classpath")" dev.glossa.harness.backend.http.RemoteSpeed "${@:2}"; }
case ${1:-instant} in
    instant) speed -Xmx512m 20000 64 0 0 ;;
    gpu) speed -Xmx512m 76800 256 200 256 ;;
    long) speed -Xmx512m 500000 256 0 0 run ;;
    *) echo "instant, gpu or long, not $1" >&2; exit 2 ;;
esac
