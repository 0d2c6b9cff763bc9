#!/usr/bin/env python3
"""Makes a Glossa model folder of a COMET checkpoint.

    python3 -m venv export && . export/bin/activate
    pip install "unbabel-comet==2.2.7" "setuptools<81" onnx onnxruntime
    python export_comet.py Unbabel/wmt22-comet-da wmt22-comet-da
    glossa score RUN --metric comet --file comet=wmt22-comet-da

CHECKPOINT is a name on the Hugging Face hub (some models ask you to accept a licence and log in first) or a `.ckpt`
file. The folder gets ONNX graphs, the SentencePiece file and `manifest.json`:

    comet       encoder.onnx  input_ids, attention_mask -> embedding      wmt22-comet-da and other regression_metric models
                head.onnx     src, mt, ref -> score
    cometkiwi   model.onnx    input_ids, attention_mask -> score          wmt22-cometkiwi-da (unified_metric over mt and src)
    xcomet      model.onnx    input_ids, attention_mask -> score, logits  XCOMET-XL, XCOMET-XXL (xcomet_metric)

The encoder stands apart from the head so that a source or a reference is encoded once for any number of systems.

Weighting of layers: COMET 2.2.5 ran CometKiwi and XCOMET with sparsemax where they were trained with softmax, and newer
releases fall back to that when `pkg_resources` cannot be imported (setuptools 81 and newer). Such a model is refused.

Precision: fp32 is the metric itself. fp16 (for GPUs) moves a segment by about 1e-3, int8 by more; measure it on your own
data and never call it by the same name: precision is part of the signature.
"""
import argparse
import hashlib
import inspect
import json
import os
import shutil
import sys
import tempfile

import onnx
import torch

FORMAT = "glossa-comet/1"
LARGEST_IN_ONE_FILE = 1 << 30           # protobuf ends at 2 GiB; larger weights go to a file beside the graph
PAD = 1


class Encoder(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask):
        return self.model.get_sentence_embedding(input_ids, attention_mask)


class Head(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.estimator = model.estimator

    def forward(self, src, mt, ref):
        features = [mt, ref, mt * ref, torch.abs(mt - ref), mt * src, torch.abs(mt - src)]
        return self.estimator(torch.cat(features, dim=1)).view(-1)


class Joint(torch.nn.Module):
    def __init__(self, model, with_labels):
        super().__init__()
        self.model, self.with_labels = model, with_labels

    def forward(self, input_ids, attention_mask):
        out = self.model(input_ids=input_ids, attention_mask=attention_mask)
        score = out["score"].view(-1)
        return (score, out["logits"]) if self.with_labels else score


def architecture(model):
    kind = model.hparams.class_identifier
    if kind == "regression_metric":
        return "comet"
    if kind == "unified_metric":
        segments = list(model.hparams.input_segments)
        if segments != ["mt", "src"]:
            sys.exit(f"a unified_metric over {segments} is not CometKiwi, which reads mt and src")
        return "cometkiwi"
    if kind == "xcomet_metric":
        return "xcomet"
    sys.exit(f"'{kind}' models cannot be exported; there are regression_metric, unified_metric and xcomet_metric")


def check_layer_mix(model, kind):
    """Refuses the two silent mistakes that COMET releases have made with the weights of layers."""
    mix = getattr(model, "layerwise_attention", None)
    if mix is None or kind == "comet":
        return
    found = getattr(mix.transform_fn, "__name__", str(mix.transform_fn))
    if "sparsemax" in found:
        sys.exit(f"this COMET weights the layers of a {kind} model with {found}, which it was not trained with: "
                 'install unbabel-comet 2.2.7 and "setuptools<81"')


def pieces_file(model):
    """The SentencePiece model of the checkpoint's tokenizer."""
    path = getattr(model.encoder.tokenizer, "vocab_file", None)
    if path and os.path.isfile(path):
        return path
    from huggingface_hub import hf_hub_download
    return hf_hub_download(model.hparams.pretrained_model, "sentencepiece.bpe.model")


def export(module, inputs, outputs, axes, path, opset):
    options = {"opset_version": opset, "input_names": list(inputs), "output_names": outputs, "dynamic_axes": axes, "do_constant_folding": True}
    if "dynamo" in inspect.signature(torch.onnx.export).parameters:
        options["dynamo"] = False
    with torch.no_grad():
        torch.onnx.export(module.eval(), tuple(inputs.values()), path, **options)


def sample_tokens():
    ids = torch.full((2, 9), 5, dtype=torch.int64)
    mask = torch.ones_like(ids)
    ids[1, 6:], mask[1, 6:] = PAD, 0
    return {"input_ids": ids, "attention_mask": mask}


def export_all(model, kind, folder, opset):
    """Writes the graphs of a model and gives part to (module, inputs, outputs)."""
    tokens = sample_tokens()
    rows = {"input_ids": {0: "batch", 1: "length"}, "attention_mask": {0: "batch", 1: "length"}}
    if kind == "comet":
        width = model.encoder.output_units
        vectors = {name: torch.randn(2, width) for name in ("src", "mt", "ref")}
        parts = {"encoder": (Encoder(model), tokens, ["embedding"], {**rows, "embedding": {0: "batch"}}),
                 "head": (Head(model), vectors, ["score"], {**{n: {0: "batch"} for n in vectors}, "score": {0: "batch"}})}
    elif kind == "cometkiwi":
        parts = {"model": (Joint(model, False), tokens, ["score"], {**rows, "score": {0: "batch"}})}
    else:
        axes = {**rows, "score": {0: "batch"}, "logits": {0: "batch", 1: "length"}}
        parts = {"model": (Joint(model, True), tokens, ["score", "logits"], axes)}
    for part, (module, inputs, outputs, axes) in parts.items():
        export(module, inputs, outputs, axes, os.path.join(folder, part + ".onnx"), opset)
    return parts


def convert(graph, target, precision):
    """Moves an exported graph to the model folder in the asked precision, its weights in at most one file beside it."""
    if precision == "int8":
        from onnxruntime.quantization import QuantType, quantize_dynamic
        small = graph + ".int8"
        quantize_dynamic(graph, small, weight_type=QuantType.QInt8, per_channel=True, use_external_data_format=True)
        graph = small
    if precision == "fp16":
        from onnxruntime.transformers import float16
        # of a file, not of a model: types must be inferred, and a model beyond 2 GiB only lets itself be read for that from a file
        model = float16.convert_float_to_float16(graph, keep_io_types=True)
    else:
        model = onnx.load(graph)
    # not ByteSize: it writes the whole model, which protobuf cannot beyond 2 GiB
    if sum(len(weight.raw_data) for weight in model.graph.initializer) > LARGEST_IN_ONE_FILE:
        onnx.save_model(model, target, save_as_external_data=True, all_tensors_to_one_file=True, location=os.path.basename(target) + ".data")
    else:
        onnx.save(model, target)


def compare(parts, folder, precision):
    """Runs the folder's graphs beside the checkpoint: the same rows alone and padded."""
    import onnxruntime
    limit = {"fp32": 1e-4, "fp16": 2e-2, "int8": 1}[precision]
    for part, (module, inputs, outputs, _) in parts.items():
        session = onnxruntime.InferenceSession(os.path.join(folder, part + ".onnx"), providers=["CPUExecutionProvider"])
        with torch.no_grad():
            expected = module(*inputs.values())
        expected = expected if isinstance(expected, tuple) else (expected,)
        found = session.run(outputs, {name: value.numpy() for name, value in inputs.items()})
        worst = max(float((torch.from_numpy(a).float() - b).abs().max()) for a, b in zip(found, expected))
        if "input_ids" in inputs:
            alone = session.run(outputs[:1], {name: value.numpy()[1:, :6] for name, value in inputs.items()})[0]
            worst = max(worst, float(abs(alone[0] - found[0][1]).max()))
        print(f"{part}.onnx: at most {worst:.1e} from the checkpoint")
        if not worst <= limit:
            sys.exit(f"{part}.onnx is more than {limit} away from the checkpoint: the export failed")


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Makes a Glossa model folder of a COMET checkpoint.")
    parser.add_argument("checkpoint", help="a name on the Hugging Face hub, or a .ckpt file")
    parser.add_argument("folder", help="where the model folder goes; it must not exist")
    parser.add_argument("--name", help="what signatures call the model; by default the last part of the checkpoint's name")
    parser.add_argument("--precision", choices=["fp32", "fp16", "int8"], default="fp32")
    parser.add_argument("--scale", choices=["unit", "z"], default="unit", help="z for models of 2020, whose scores are standard deviations")
    parser.add_argument("--opset", type=int, default=17)
    parser.add_argument("--unchecked", action="store_true", help="do not run the graphs beside the checkpoint (needs no onnxruntime)")
    options = parser.parse_args(arguments)
    if os.path.exists(options.folder):
        sys.exit(f"{options.folder} exists; name a new folder")

    from comet import download_model, load_from_checkpoint
    path = options.checkpoint if os.path.isfile(options.checkpoint) else download_model(options.checkpoint)
    model = load_from_checkpoint(path).eval().float()
    if hasattr(getattr(model.encoder, "model", None), "set_attn_implementation"):
        model.encoder.model.set_attn_implementation("eager")    # other kinds bake the mask of the sample into the graph
    kind = architecture(model)
    check_layer_mix(model, kind)
    pieces = pieces_file(model)
    os.makedirs(options.folder)
    with tempfile.TemporaryDirectory(dir=options.folder) as work:
        parts = export_all(model, kind, work, options.opset)
        for part in parts:
            convert(os.path.join(work, part + ".onnx"), os.path.join(options.folder, part + ".onnx"), options.precision)
    shutil.copyfile(pieces, os.path.join(options.folder, "sentencepiece.model"))
    if not options.unchecked:
        compare(parts, options.folder, options.precision)
    files = sorted(os.listdir(options.folder))
    manifest = {
        "format": FORMAT,
        "name": options.name or os.path.basename(options.checkpoint.rstrip("/")).removesuffix(".ckpt"),
        "source": options.checkpoint + "@" + sha256(path)[:12],
        "architecture": kind,
        "precision": options.precision,
        "opset": options.opset,
        "scale": options.scale,
        "max_tokens": 512,              # XLM-R's 514 positions, of which two are reserved
        "graphs": {part: part + ".onnx" for part in parts},
        "tokenizer": {"file": "sentencepiece.model", "ties": "hugging-face", "vocabulary": len(model.encoder.tokenizer)},
        "digests": {name: sha256(os.path.join(options.folder, name)) for name in files},
    }
    with open(os.path.join(options.folder, "manifest.json"), "w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=2, ensure_ascii=False)
        file.write("\n")
    print(f"{options.folder}: {kind}, {options.precision}, {sum(os.path.getsize(os.path.join(options.folder, f)) for f in files) / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
