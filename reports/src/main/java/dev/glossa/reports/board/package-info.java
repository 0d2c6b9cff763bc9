/// Where models stand beside each other and beside published results.
package dev.glossa.reports.board;
