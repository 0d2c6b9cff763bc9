/// Models that answer prompts: recorded answers here, servers in `http`.
package dev.glossa.harness.backend;
