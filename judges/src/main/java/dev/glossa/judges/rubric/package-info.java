/// A judge model that rates one answer on four criteria (protocol, section 5.1).
package dev.glossa.judges.rubric;
