/// The nouns of an evaluation, the services that others provide, and nothing that knows a particular benchmark, metric or model.
package dev.glossa.harness;
