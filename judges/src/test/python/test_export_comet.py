#!/usr/bin/env python3
"""Exports stand-ins of the three model families and looks at what came out.

    apt-get install python3-torch python3-onnx
    python3 -m unittest test_export_comet.py

The stand-ins have COMET's surface (`get_sentence_embedding`, `estimator`, `hparams`, `encoder.tokenizer`) over one layer
of random weights. The Java side's agreement with torch is tested by `CometModelTest`.
"""
import contextlib
import hashlib
import importlib.util
import io
import json
import os
import sys
import tempfile
import types
import unittest
import warnings
from types import SimpleNamespace

import onnx
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "main", "python"))
import export_comet  # noqa: E402

PIECES = os.path.join(HERE, "..", "resources", "dev", "glossa", "judges", "sentencepiece", "tiny.model")
WIDTH = 8


class Tokenizer:
    vocab_file = PIECES

    def __len__(self):
        return 3002


class StandIn(torch.nn.Module):
    def __init__(self, kind, segments=("mt", "src"), mix="softmax"):
        super().__init__()
        self.hparams = SimpleNamespace(class_identifier=kind, input_segments=list(segments), pretrained_model="none")
        self.encoder = SimpleNamespace(tokenizer=Tokenizer(), output_units=WIDTH)
        self.words = torch.nn.Embedding(3002, WIDTH)
        self.estimator = torch.nn.Linear(WIDTH * (6 if kind == "regression_metric" else 1), 1)
        self.tag = torch.nn.Linear(WIDTH, 4)
        self.layerwise_attention = SimpleNamespace(transform_fn=types.FunctionType((lambda x: x).__code__, {}, mix))

    def get_sentence_embedding(self, input_ids, attention_mask):
        mask = attention_mask.unsqueeze(-1).float()
        return (self.words(input_ids) * mask).sum(1) / mask.sum(1)

    def forward(self, input_ids, attention_mask):
        pooled = self.get_sentence_embedding(input_ids, attention_mask)
        return {"score": self.estimator(pooled), "logits": self.tag(self.words(input_ids))}


class ExportTest(unittest.TestCase):
    def export(self, model, *options, checked=False):
        comet = types.ModuleType("comet")
        comet.load_from_checkpoint = lambda path: model
        comet.download_model = self.fail
        sys.modules["comet"] = comet
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        checkpoint = os.path.join(self.folder.name, "tiny.ckpt")
        with open(checkpoint, "w", encoding="utf-8") as file:
            file.write("weights")
        target = os.path.join(self.folder.name, "model")
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            export_comet.main([checkpoint, target, "--opset", "16", *([] if checked else ["--unchecked"]), *options])
        with open(os.path.join(target, "manifest.json"), encoding="utf-8") as file:
            return target, json.load(file)

    def names(self, target, graph):
        graph = onnx.load(os.path.join(target, graph)).graph
        return [value.name for value in graph.input], [value.name for value in graph.output]

    def test_a_regression_metric_becomes_encoder_and_head(self):
        target, manifest = self.export(StandIn("regression_metric"))
        self.assertEqual(manifest["architecture"], "comet")
        self.assertEqual(self.names(target, "encoder.onnx"), (["input_ids", "attention_mask"], ["embedding"]))
        self.assertEqual(self.names(target, "head.onnx"), (["src", "mt", "ref"], ["score"]))

    def test_a_unified_metric_becomes_one_graph(self):
        target, manifest = self.export(StandIn("unified_metric"))
        self.assertEqual(manifest["architecture"], "cometkiwi")
        self.assertEqual(self.names(target, "model.onnx"), (["input_ids", "attention_mask"], ["score"]))

    def test_an_xcomet_metric_gives_labels_too(self):
        target, manifest = self.export(StandIn("xcomet_metric"))
        self.assertEqual(manifest["architecture"], "xcomet")
        self.assertEqual(self.names(target, "model.onnx"), (["input_ids", "attention_mask"], ["score", "logits"]))

    def test_the_manifest_holds_a_digest_of_every_file(self):
        target, manifest = self.export(StandIn("regression_metric"), "--name", "mine")
        self.assertEqual(sorted(manifest["digests"]), sorted(set(os.listdir(target)) - {"manifest.json"}))
        for name, digest in manifest["digests"].items():
            with open(os.path.join(target, name), "rb") as file:
                self.assertEqual(hashlib.sha256(file.read()).hexdigest(), digest)
        self.assertEqual(sorted(manifest), ["architecture", "digests", "format", "graphs", "max_tokens", "name", "opset", "precision", "scale", "source", "tokenizer"])
        self.assertEqual((manifest["name"], manifest["tokenizer"]["vocabulary"]), ("mine", 3002))

    def test_batch_and_length_stay_free(self):
        target, _ = self.export(StandIn("unified_metric"))
        for value in onnx.load(os.path.join(target, "model.onnx")).graph.input:
            self.assertEqual([d.dim_param for d in value.type.tensor_type.shape.dim], ["batch", "length"])

    @unittest.skipUnless(importlib.util.find_spec("onnxruntime"), "python3 -m pip install onnxruntime")
    def test_every_precision_runs_beside_the_checkpoint(self):
        for precision in ("fp32", "fp16", "int8"):
            for kind in ("regression_metric", "unified_metric", "xcomet_metric"):
                with self.subTest(precision=precision, kind=kind):
                    torch.manual_seed(3)
                    target, manifest = self.export(StandIn(kind), "--precision", precision, checked=True)
                    self.assertEqual(manifest["precision"], precision)

    @unittest.skipUnless(importlib.util.find_spec("onnxruntime"), "python3 -m pip install onnxruntime")
    def test_a_graph_that_differs_from_the_checkpoint_is_refused(self):
        model = StandIn("unified_metric")
        parts, whole = [], export_comet.export_all

        def spoiled(*arguments):
            parts.append(whole(*arguments))
            with torch.no_grad():
                model.estimator.bias += 1
            return parts[-1]
        export_comet.export_all = spoiled
        self.addCleanup(setattr, export_comet, "export_all", whole)
        with self.assertRaises(SystemExit) as refusal:
            self.export(model, checked=True)
        self.assertIn("the export failed", str(refusal.exception))

    def test_models_that_glossa_cannot_score_are_refused(self):
        for model, why in ((StandIn("ranking_metric"), "cannot be exported"), (StandIn("unified_metric", ("mt", "src", "ref")), "not CometKiwi"),
                           (StandIn("xcomet_metric", mix="sparsemax"), "not trained with")):
            with self.assertRaises(SystemExit) as refusal:
                self.export(model)
            self.assertIn(why, str(refusal.exception))


if __name__ == "__main__":
    unittest.main()
