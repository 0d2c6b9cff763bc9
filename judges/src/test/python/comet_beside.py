#!/usr/bin/env python3
"""COMET itself on a checkpoint: `comet_beside.sh` runs it beside Glossa on the same segments.

    pip install "unbabel-comet==2.2.7" "setuptools<81" tokenizers onnx onnxruntime
    python comet_beside.py make LAYERS WIDTH HEADS PIECES FOLDER      a checkpoint with random weights over a SentencePiece file
    python comet_beside.py score CHECKPOINT SEGMENTS THREADS ROUNDS SCORES
"""
import json
import logging
import os
import shutil
import sys
import time
import warnings

import torch

warnings.filterwarnings("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))


def make(layers, width, heads, pieces, folder):
    import pytorch_lightning
    import yaml
    from comet.models import RegressionMetric
    from hugging_face_expected import pipeline
    from tokenizers.processors import TemplateProcessing
    from transformers import XLMRobertaConfig

    encoder = os.path.join(folder, "encoder")
    os.makedirs(os.path.join(folder, "checkpoints"))
    os.makedirs(encoder)
    tokenizer = pipeline(pieces)
    tokenizer.post_processor = TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    tokenizer.save(os.path.join(encoder, "tokenizer.json"))
    shutil.copyfile(pieces, os.path.join(encoder, "sentencepiece.bpe.model"))
    names = {"bos": "<s>", "eos": "</s>", "sep": "</s>", "cls": "<s>", "unk": "<unk>", "pad": "<pad>", "mask": "<mask>"}
    with open(os.path.join(encoder, "tokenizer_config.json"), "w", encoding="utf-8") as file:
        json.dump({"tokenizer_class": "XLMRobertaTokenizer", "model_max_length": 512, **{key + "_token": name for key, name in names.items()}}, file)
    XLMRobertaConfig(vocab_size=tokenizer.get_vocab_size(), hidden_size=width, num_hidden_layers=layers, num_attention_heads=heads,
                     intermediate_size=4 * width, max_position_embeddings=514, type_vocab_size=1, layer_norm_eps=1e-5,
                     pad_token_id=1, bos_token_id=0, eos_token_id=2).save_pretrained(encoder)
    torch.manual_seed(5)
    model = RegressionMetric(encoder_model="XLM-RoBERTa", pretrained_model=encoder, load_pretrained_weights=False, local_files_only=True,
                             hidden_sizes=[3 * width, width], activations="Tanh", layer="mix", layer_transformation="sparsemax", layer_norm=False, pool="avg")
    for weight in model.parameters():
        if weight.dim() > 1:
            torch.nn.init.normal_(weight, std=0.06)
    parameters = dict(model.hparams)
    with open(os.path.join(folder, "hparams.yaml"), "w", encoding="utf-8") as file:
        yaml.safe_dump(json.loads(json.dumps(parameters, default=str)), file)
    torch.save({"state_dict": model.state_dict(), "hyper_parameters": parameters, "pytorch-lightning_version": pytorch_lightning.__version__},
               os.path.join(folder, "checkpoints", "model.ckpt"))


def score(checkpoint, segments, threads, rounds, scores):
    from comet import load_from_checkpoint
    logging.disable(logging.INFO)
    torch.set_num_threads(threads)
    model = load_from_checkpoint(checkpoint).eval().float()
    with open(segments, encoding="utf-8") as file:
        rows = json.load(file)[0]
    quiet = {"gpus": 0, "num_workers": 0, "progress_bar": False}
    model.predict(rows[:16], batch_size=1, **quiet)
    for _ in range(rounds):
        for size in (1, 16):
            start = time.time()
            found = model.predict(rows, batch_size=size, **quiet)
            print(f"COMET, batch_size={size}: {len(rows) / (time.time() - start):.1f} segments per second", flush=True)
    with open(scores, "w", encoding="utf-8") as file:
        json.dump([float(value) for value in found.scores], file)


if __name__ == "__main__":
    sys.path.insert(0, HERE)
    what, *rest = sys.argv[1:]
    if what == "make":
        make(*map(int, rest[:3]), *rest[3:])
    else:
        score(rest[0], rest[1], int(rest[2]), int(rest[3]), rest[4])
