#!/bin/sh
# 12,000 questions of a server that takes 50 ms an answer, 8 at a time for each executor: the plain runner, one executor, two.
#
#   JAVA_HOME=/path/to/jdk-25 ./scaling.sh [QUESTIONS]      after the cluster's tests (docs/clusters.md), which leave target/spark-home
set -eu
spark=$(cd "$(dirname "$0")/../../.." && pwd)
exec "${JAVA_HOME:?a JDK 25}/bin/java" -cp "$spark/target/spark-home/jars/*" dev.glossa.runner.spark.Scaling "$spark/target/spark-home" "${1:-12000}"
