#!/bin/sh
# 19,712 questions (224, each 88 times) of a server that takes 50 ms an answer, 8 at a time for each executor: the plain
# runner, one executor, two.
#
#   JAVA_HOME=/path/to/jdk-25 ./scaling.sh [TIMES]      after the cluster's tests (docs/clusters.md), which leave target/spark-home
set -eu
spark=$(cd "$(dirname "$0")/../../.." && pwd)
exec "${JAVA_HOME:?a JDK 25}/bin/java" -cp "$spark/target/spark-home/jars/*" dev.glossa.runner.spark.Scaling "$spark/target/spark-home" "${1:-88}"
