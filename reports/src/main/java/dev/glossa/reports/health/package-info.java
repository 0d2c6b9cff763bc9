/// Whether judges can be believed, language by language: what they made of answers whose worth is known.
package dev.glossa.reports.health;
