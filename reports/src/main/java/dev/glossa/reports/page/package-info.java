/// Pages, tables and files that people read: HTML from templates whose values are escaped by where they stand.
package dev.glossa.reports.page;
