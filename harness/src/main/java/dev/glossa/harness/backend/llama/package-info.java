/// The embedded engine: llama.cpp behind a hand-written binding, in a worker process that may die without taking a run with it.
///
/// From the outside in: [LlamaProvider] opens a `LlamaBackend`, which keeps `Worker` processes alive and speaks `Wire`
/// messages in `Frames` with them; inside a worker one `Engine` thread turns the native batch.
package dev.glossa.harness.backend.llama;
