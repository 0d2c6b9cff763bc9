/// A run: its manifest, its journals, and the two stages that fill them.
package dev.glossa.harness.run;
