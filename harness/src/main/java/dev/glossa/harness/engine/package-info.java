/// The native engine's installation: which llama.cpp build, where it comes from, where it lies.
package dev.glossa.harness.engine;
