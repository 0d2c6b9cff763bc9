/// The Hugging Face hub and its cache: data sets and models are fetched, checked and found again as Python's tools do.
package dev.glossa.harness.hub;
