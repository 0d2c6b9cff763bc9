/// Fits over battles: Bradley-Terry, style and length control. Whatever is a sum is in `aggregate`; what is not, is here.
package dev.glossa.reports.arena;
