/// `https:`, `http:` and `serve:` models: whatever speaks OpenAI's chat and completions interface.
package dev.glossa.harness.backend.http;
