#!/bin/sh
# A full report and a leaderboard of a million made-up scores through the launcher: wall and CPU seconds, peak memory, sizes.
#
#   JAVA_HOME=/path/to/jdk-25 ./scale.sh [FOLDER]      after `mvn package`; FOLDER keeps the generated runs, 350 MB
#
# 8 models, five benchmarks, 67 focus languages and one variety, 368 items each: 1,000,960 lines of scores.jsonl.
set -eu
root=$(cd "$(dirname "$0")/../../../.." && pwd)
java=${JAVA_HOME:?a JDK 25}/bin/java
runs=${1:-$root/reports/target/scale}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
if [ ! -d "$runs/model-8" ]; then
    "$java" -cp "$root/reports/target/test-classes:$root/runner/target/lib/*" dev.glossa.reports.page.GeneratedRuns "$runs" 8 368 > /dev/null
fi
for command in report leaderboard; do
    /usr/bin/time -f "$command: %e s wall, %U + %S s CPU, %M kB" "$root/glossa" "$command" "$runs"/model-* --out "$out/$command" \
        2>&1 > /dev/null | grep -v 'samples are shown without'
    printf '%s: page %s bytes, folder ' "$command" "$(wc -c < "$out/$command/index.html")"
    du -sh "$out/$command" | cut -f1
done
