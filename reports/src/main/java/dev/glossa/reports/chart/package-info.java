/// Charts of aggregates: one theme, as PNG and SVG, with their data as CSV beside them.
package dev.glossa.reports.chart;
