/// Questions whose answers are known, from which judges' canaries are made.
package dev.glossa.judges.canary;
