"""A writer of GGUF 3 with matrices in Q8_0: blocks of 32 whole numbers of 8 bits that share one scale of 16."""
import struct

import numpy as np

import network
import vocabulary

F32, Q8_0 = 0, 8
TEMPLATE = ("{{ bos_token }}{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}"
            "{% if message['role'] == 'assistant' %}{{ eos_token }}{% endif %}{% endfor %}"
            "{% if add_generation_prompt %}<|assistant|>{% endif %}")


def text(value):
    data = value.encode('utf-8')
    return struct.pack('<Q', len(data)) + data


def entry(key, value):
    if isinstance(value, bool):
        return text(key) + struct.pack('<I?', 7, value)
    if isinstance(value, int):
        return text(key) + struct.pack('<II', 4, value)
    if isinstance(value, float):
        return text(key) + struct.pack('<If', 6, value)
    if isinstance(value, str):
        return text(key) + struct.pack('<I', 8) + text(value)
    kind, pack = {str: (8, text), int: (5, lambda v: struct.pack('<i', v)), float: (6, lambda v: struct.pack('<f', v))}[type(value[0])]
    return text(key) + struct.pack('<IIQ', 9, kind, len(value)) + b''.join(map(pack, value))


def quantized(matrix):
    blocks = matrix.reshape(-1, 32).astype(np.float32)
    scale = (np.abs(blocks).max(1) / 127).astype(np.float16)
    inverse = np.divide(1, scale.astype(np.float32), out=np.zeros(len(scale), np.float32), where=scale > 0)
    whole = np.clip(np.rint(blocks * inverse[:, None]), -127, 127).astype(np.int8)
    return np.concatenate([scale[:, None].view(np.int8), whole], 1).tobytes()


def write(path, title, model, words):
    head = {
        'general.architecture': 'llama', 'general.name': title, 'general.file_type': 7, 'general.license': 'apache-2.0',
        'llama.context_length': network.CONTEXT, 'llama.embedding_length': network.WIDTH, 'llama.block_count': network.LAYERS,
        'llama.feed_forward_length': network.HIDDEN, 'llama.attention.head_count': network.HEADS,
        'llama.attention.head_count_kv': network.KEY_HEADS, 'llama.rope.dimension_count': network.WIDTH // network.HEADS,
        'llama.rope.freq_base': network.BASE, 'llama.attention.layer_norm_rms_epsilon': network.EPSILON,
        'llama.vocab_size': len(words), 'tokenizer.ggml.model': 'llama', 'tokenizer.ggml.pre': 'default',
        'tokenizer.ggml.tokens': words.texts(), 'tokenizer.ggml.scores': words.scores(), 'tokenizer.ggml.token_type': words.types(),
        'tokenizer.ggml.bos_token_id': vocabulary.BEGIN, 'tokenizer.ggml.eos_token_id': vocabulary.END,
        'tokenizer.ggml.unknown_token_id': 0, 'tokenizer.ggml.add_bos_token': True, 'tokenizer.ggml.add_space_prefix': False,
        'tokenizer.chat_template': TEMPLATE,
    }
    state = {name: weight.detach().float().numpy() for name, weight in model.named_parameters()}
    names = {'q': 'attn_q', 'k': 'attn_k', 'v': 'attn_v', 'out': 'attn_output', 'gate': 'ffn_gate', 'up': 'ffn_up', 'down': 'ffn_down',
             'attn_norm': 'attn_norm', 'ffn_norm': 'ffn_norm'}
    tensors = [('token_embd.weight', state['embedding.weight']), ('output_norm.weight', state['norm.weight'])]
    for i in range(network.LAYERS):
        tensors += [(f'blk.{i}.{theirs}.weight', state[f'layers.{i}.{ours}.weight']) for ours, theirs in names.items()]
    out = bytearray(b'GGUF' + struct.pack('<IQQ', 3, len(tensors), len(head)))
    for key, value in head.items():
        out += entry(key, value)
    body = bytearray()
    for name, weight in tensors:
        kind, data = (F32, weight.astype('<f4').tobytes()) if weight.ndim == 1 else (Q8_0, quantized(weight))
        out += text(name) + struct.pack('<I', weight.ndim) + b''.join(struct.pack('<Q', n) for n in weight.shape[::-1])
        out += struct.pack('<IQ', kind, len(body))
        body += data + bytes(-len(data) % 32)
    out += bytes(-len(out) % 32)
    path.write_bytes(out + body)
