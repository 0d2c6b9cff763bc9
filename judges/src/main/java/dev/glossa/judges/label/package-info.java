/// A judge model that calls an answer by one of a few labels.
package dev.glossa.judges.label;
