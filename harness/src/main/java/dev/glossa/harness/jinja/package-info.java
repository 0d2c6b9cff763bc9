/// The template language of chat templates and prompts: Jinja as Hugging Face Transformers runs it, bounded in time,
/// memory and depth, with the origin of every character.
package dev.glossa.harness.jinja;
