#!/usr/bin/env python3
"""Cuts a COMET graph of six inputs into the two graphs of a Glossa model folder: encoder and head.

    apt-get install python3-onnx        # 1.12
    python3 comet_split.py tiny_comet.onnx ../resources/dev/glossa/judges/comet/comet

The weights stay those of the whole graph, so the scores recorded for it are the two graphs' expected values.
"""
import os
import sys

import onnx
from onnx import TensorProto, helper


def part(model, inputs, outputs, target):
    """The nodes between the inputs and the outputs, each given as (old name, new name, type, shape)."""
    makers = {out: n for n in model.graph.node for out in n.output}
    names = {old: new for old, new, _, _ in inputs + outputs}
    known, needed, wanted = {i[0] for i in inputs}, set(), [o[0] for o in outputs]
    while wanted:
        name = wanted.pop()
        if name in makers and name not in known:
            known.add(name)
            needed.add(makers[name].name)
            wanted += makers[name].input
    nodes = [n for n in model.graph.node if n.name in needed]
    used = {x for n in nodes for x in n.input}
    weights = [w for w in model.graph.initializer if w.name in used]
    for n in nodes:
        n.input[:] = [names.get(x, x) for x in n.input]
        n.output[:] = [names.get(x, x) for x in n.output]
    values = [[helper.make_tensor_value_info(new, kind, shape) for _, new, kind, shape in side] for side in (inputs, outputs)]
    graph = helper.make_graph(nodes, "part", values[0], values[1], weights)
    cut = helper.make_model(graph, opset_imports=model.opset_import, ir_version=model.ir_version)
    onnx.checker.check_model(cut)
    onnx.save(cut, target)


def main():
    whole, target = sys.argv[1:]
    os.makedirs(target, exist_ok=True)
    model = onnx.load(whole)
    features = next(n for n in model.graph.node if n.op_type == "Concat" and len(n.input) == 6)
    mt, ref = features.input[0], features.input[1]
    src = next(x for n in model.graph.node if features.input[4] in n.output for x in n.input if x != mt)
    size = next(w.dims[0] for w in model.graph.initializer if w.name.endswith("norm.bias"))
    vector, ids = (TensorProto.FLOAT, ["batch", size]), (TensorProto.INT64, ["batch", "length"])
    part(model, [("src_input_ids", "input_ids", *ids), ("src_attention_mask", "attention_mask", *ids)],
         [(src, "embedding", *vector)], os.path.join(target, "encoder.onnx"))
    model = onnx.load(whole)
    part(model, [(src, "src", *vector), (mt, "mt", *vector), (ref, "ref", *vector)],
         [(model.graph.output[0].name, "score", TensorProto.FLOAT, ["batch"])], os.path.join(target, "head.onnx"))


if __name__ == "__main__":
    main()
