/// Scorers of translations: sacreBLEU's metrics as services of the harness.
package dev.glossa.judges.translation;
