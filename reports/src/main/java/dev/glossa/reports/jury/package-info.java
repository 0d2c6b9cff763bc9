/// How far the judges of a jury agree.
package dev.glossa.reports.jury;
