/// COMET, CometKiwi and XCOMET on onnxruntime, from model folders that `export_comet.py` writes.
package dev.glossa.judges.comet;
