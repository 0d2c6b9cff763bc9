/// GGUF, the model file format of llama.cpp: a careful reader of its head, and a writer of tiny models for tests and the demo.
package dev.glossa.harness.gguf;
