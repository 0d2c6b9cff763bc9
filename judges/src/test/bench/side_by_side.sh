#!/bin/sh
# glossa metric beside python3 -m sacrebleu, case by case in the same run: wall and CPU seconds and peak memory of each.
#
#   SACREBLEU_REPO=/path/to/checkout JAVA_HOME=/path/to/jdk-25 ./side_by_side.sh [case...]      after `mvn package`
#
# Each case is a row for the launcher, as users start it, and one for java by itself without the launcher's ahead-of-time cache.
#
# A checkout of v2.6.0 needs a sacrebleu/version.py with __version__ = "2.6.0" and Debian's python3-{numpy,regex,portalocker,tabulate,colorama,lxml}.
# Without one, the figures recorded with CPython 3.11 on two cores stand in: wall seconds, CPU seconds, MB.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
lib=$root/runner/target/lib
data=${BENCH_DATA:-$here/../../../target/bench}
java=${JAVA_HOME:?a JDK 25}/bin/java
measured=$(mktemp)
trap 'rm -f "$measured"' EXIT
for size in 1012 100000; do
    if [ ! -s "$data/$size/ref.txt" ]; then python3 "$here/corpora.py" $size "$data/$size"; fi
done

# Prints wall, user + system and peak MB of a command, whose output goes to a file.
measure() {
    /usr/bin/time -f '%e %U %S %M' -o "$measured" "$@" > "$measured.out" 2> "$measured.err" || { tail -3 "$measured.err" >&2; exit 1; }
    awk '{ printf "%.2f %.2f %.0f", $1, $2 + $3, $4 / 1024 }' "$measured"
}

row() { # name, recorded figures of sacreBLEU, corpus, arguments
    name=$1 recorded=$2 corpus=$3
    shift 3
    if [ -n "$wanted" ] && ! echo " $wanted " | grep -q " $name "; then return; fi
    cd "$data/$corpus"
    ours=$(measure "$root/glossa" metric "$@")
    # shellcheck disable=SC2086 # flags, split on purpose
    bare=$(measure "$java" ${METRIC_FLAGS:--XX:+UseSerialGC -Xmx300m} -Dstdout.encoding=UTF-8 -cp "$lib/*" dev.glossa.runner.Main metric "$@")
    answer=$(tr -d '\n' < "$measured.out" | cut -c1-12)
    if [ -n "${SACREBLEU_REPO:-}" ]; then
        theirs=$(PYTHONPATH=$SACREBLEU_REPO NO_COLOR=1 LC_ALL=C.UTF-8 measure /usr/bin/python3 -m sacrebleu "$@")
        if [ "$answer" != "$(tr -d '\n' < "$measured.out" | cut -c1-12)" ]; then echo "$name: the answers differ" >&2; fi
    else
        theirs=$recorded
    fi
    printf '%s\n' "$name $ours $theirs" "$name,java $bare $theirs" | awk '{ printf "| %s | %s | %s | %s | %s | %s | %s | %.0fx | %.0fx |\n", $1, $2, $3, $4, $5, $6, $7, $5 / $2, $6 / $3 }'
    rm -f "$measured.out" "$measured.err"
}

wanted=$*
# The launcher builds what is not built, and makes its cache.
"$root/glossa" metric --version > /dev/null
echo '| case | our wall s | our CPU s | our MB | wall s | CPU s | MB | wall | CPU |'
echo '|---|---|---|---|---|---|---|---|---|'
two="ref.txt -i A.txt B.txt"
row bleu-1012 '0.61 0.30 40' 1012 ref.txt -i A.txt -m bleu -b -w 4
row chrf++-1012 '1.28 0.63 95' 1012 ref.txt -i A.txt -m chrf --chrf-word-order 2 -b -w 4
row ter-1012 '2.16 1.07 36' 1012 ref.txt -i A.txt -m ter -b -w 4
row bleu '16.97 16.36 1315' 100000 ref.txt -i A.txt -m bleu -b -w 4
row bleu-intl '15.13 14.23 1285' 100000 ref.txt -i A.txt -m bleu -tok intl -b -w 4
row chrf '42.47 41.69 6238' 100000 ref.txt -i A.txt -m chrf -b -w 4
row chrf++ '50.58 50.55 6739' 100000 ref.txt -i A.txt -m chrf --chrf-word-order 2 -b -w 4
row ter '112.86 112.22 339' 100000 ref.txt -i A.txt -m ter -b -w 4
row bleu-ci '35.45 35.49 5907' 100000 ref.txt -i A.txt -m bleu -ci -b -w 4
row chrf++-ci '84.20 84.08 16683' 100000 ref.txt -i A.txt -m chrf --chrf-word-order 2 -ci -b -w 4
# shellcheck disable=SC2086 # file names, split on purpose
row bleu-paired-bs '59.38 59.45 5953' 100000 $two -m bleu --paired-bs -q
# shellcheck disable=SC2086 # file names, split on purpose
row bleu-paired-ar '88.56 86.18 10914' 100000 $two -m bleu --paired-ar -q
