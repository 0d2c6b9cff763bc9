/// What text costs in the tokens of several tokenizers.
package dev.glossa.reports.tokens;
