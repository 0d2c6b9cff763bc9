/// Judges that compare a model's answer with a baseline's.
package dev.glossa.judges.pairwise;
