/// What leaves the house: bundles that others check, without the text of test sets that ask not to be republished.
package dev.glossa.reports.publish;
