/// The showing: what scores become once they are counted, tested, drawn and written down.
package dev.glossa.reports;
