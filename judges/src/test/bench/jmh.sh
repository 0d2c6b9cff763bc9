#!/bin/sh
# JMH over SacreBleuBenchmark; arguments go to JMH. Needs `mvn -pl judges -am test-compile` first.
set -eu
cd "$(dirname "$0")/../../.."
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
(cd .. && mvn -B -q -o -pl judges -am test-compile dependency:build-classpath -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test)
exec "${JAVA_HOME:?a JDK 25}/bin/java" -cp "target/test-classes:target/classes:../harness/target/classes:$(cat "$classpath")" org.openjdk.jmh.Main SacreBleuBenchmark "$@"
