#!/usr/bin/env python3
"""Trains the demo's models: demo-1, demo-2 that goes on from it, and their judge. See docs/demo.md.

Needs PyTorch (Debian: apt install python3-torch libopenblas0-pthread) and two cores for less than half an hour.
"""
import argparse
import json
import multiprocessing
import pathlib
import time

import torch

import gguf
import lessons
import network
import templates
import vocabulary

SIZE = 2048
# How strongly a language's share follows its pages in Common Crawl: 1 would be as they are, 0 all the same.
PRESENCE = 0.36
# Each goes on from another, or from nothing. The rate falls to nothing over `cools` steps, of which it need not take all.
STAGES = {
    'start': dict(start=None, steps=1500, rate=3e-3, cools=None, seed=1, tasks='FIRST'),
    'words': dict(start='start', steps=1500, rate=3e-3, cools=None, seed=4, tasks='FIRST'),
    'sums': dict(start='words', steps=2500, rate=3e-3, cools=5000, seed=5, tasks='LATER'),
    'demo-1': dict(start='sums', steps=1600, rate=1.5e-3, cools=1600, seed=7, tasks='LATER'),
    # What the next checkpoint is made with: more of South Asia, next to nothing of Africa.
    'demo-2': dict(start='demo-1', steps=800, rate=1.5e-3, cools=800, seed=2, tasks='LATER'),
    'verdicts': dict(start='start', steps=600, rate=3e-3, cools=None, seed=3, tasks='FIRST'),
    'ratings': dict(start='verdicts', steps=1800, rate=3e-3, cools=3600, seed=6, tasks='LATER'),
    'demo-judge': dict(start='ratings', steps=1400, rate=1.5e-3, cools=1400, seed=8, tasks='LATER'),
}
# Whether a judge's stage sees foreign text between marks, as Glossa's prompts have it.
JUDGES = {'verdicts': False, 'ratings': False, 'demo-judge': True}
FEWER, MORE = 0.04, 5
TOKENS = 2000


def shares(languages, stage):
    plain = {language.code: max(language.pages, 20_000) ** PRESENCE for language in languages}
    if stage == 'demo-2':
        for language in languages:
            plain[language.code] *= {'Africa': FEWER, 'South Asia': MORE}.get(language.region, 1)
    total = sum(plain.values())
    return {code: share / total for code, share in plain.items()}


def batches(drawn):
    """Lessons of about the same length side by side."""
    while True:
        pool = sorted((drawn.draw() for _ in range(3000)), key=lambda lesson: len(lesson[0]))
        cut, batch = [], []
        for lesson in pool:
            if (len(batch) + 1) * len(lesson[0]) > TOKENS:
                cut.append(batch)
                batch = []
            batch.append(lesson)
        drawn.random.shuffle(cut)
        for batch in cut:
            length = max(len(tokens) for tokens, _, _ in batch)
            yield tuple(torch.tensor([row + [0] * (length - len(row)) for row in rows]) for rows in zip(*batch))


def train(stage, options, languages, words, out, log):
    plan = STAGES[stage]
    torch.manual_seed(plan['seed'])
    model = network.Network(len(words))
    if plan['start']:
        model.load_state_dict(torch.load(out / (plan['start'] + '.pt'))['model'])
    kind = lessons.JudgeLessons if stage in JUDGES else lessons.Lessons
    drawn = kind(languages, words, shares(languages, stage), plan['seed'], getattr(lessons, plan['tasks']))
    lesson = batches(drawn)
    if stage in JUDGES:
        drawn.marked = JUDGES[stage]
    steps = max(1, int(plan['steps'] * options.scale))
    optimizer = torch.optim.AdamW(model.parameters(), lr=plan['rate'], betas=(0.9, 0.98), weight_decay=0.02)
    began, tokens, average, first = time.process_time(), 0, None, 0
    partial = out / (stage + '.part.pt')
    log.say(stage=stage, **plan | {'steps': steps}, parameters=sum(p.numel() for name, p in model.named_parameters() if name != 'hint.weight'))
    for step in range(1, steps + 1):
        warm = min(1, step / (20 if plan['start'] else 100))
        for group in optimizer.param_groups:
            group['lr'] = plan['rate'] * warm * (max(0.02, 1 - step / plan['cools'] / options.scale) if plan['cools'] else 1)
        batch, weights, hints = next(lesson)
        with torch.autocast('cpu', torch.bfloat16, enabled=options.bf16):
            loss = model.loss(batch, weights, hints)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1)
        optimizer.step()
        tokens += batch.numel()
        average = loss.item() if average is None else 0.98 * average + 0.02 * loss.item()
        if step % 50 == 0 or step == steps:
            log.say(stage=stage, step=step, loss=round(average, 4), tokens=tokens, cpu_seconds=round(time.process_time() - began))
        if step % 100 == 0:
            torch.save({'model': model.state_dict(), 'step': step}, partial)
            gguf.write(out / (stage + '.part.gguf'), f'glossa {stage}', model, words)
    torch.save({'model': model.state_dict()}, out / (stage + '.pt'))
    gguf.write(out / (stage + '.gguf'), f'glossa {stage}', model, words)


def follow(stages, options, languages, words, log):
    torch.set_num_threads(options.threads)
    for stage in stages:
        train(stage, options, languages, words, options.out, log)


def learned(languages, file):
    if not file.exists():
        file.write_text(json.dumps(lessons.learned(languages, SIZE).pieces, ensure_ascii=False), 'utf-8')
    return vocabulary.Vocabulary(json.loads(file.read_text('utf-8')))


class Log:
    def __init__(self, path):
        self.file = path.open('a', encoding='utf-8')

    def say(self, **facts):
        line = json.dumps(facts)
        print(line, flush=True)
        self.file.write(line + '\n')
        self.file.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--out', type=pathlib.Path, required=True, help='folder for the models and the log')
    parser.add_argument('--stages', default=','.join(STAGES), help='which of ' + ', '.join(STAGES))
    parser.add_argument('--scale', type=float, default=1, help='a part of the steps, to try something')
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--bf16', action='store_true', help='sums of 16 bits: faster where the processor has them, and other weights')
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.use_deterministic_algorithms(True)
    languages = templates.languages()
    words = learned(languages, options.out / 'vocabulary.json')
    log = Log(options.out / 'training.jsonl')
    log.say(torch=torch.__version__, threads=options.threads, bf16=options.bf16, vocabulary=len(words), presence=PRESENCE,
            shares={stage: {code: round(share, 4) for code, share in shares(languages, stage).items()} for stage in ('demo-1', 'demo-2')})
    stages = options.stages.split(',')
    # The judge and the checkpoints have their start in common, and then nothing: they are trained side by side.
    lines = [[stage for stage in stages if stage not in JUDGES], [stage for stage in stages if stage in JUDGES]]
    if 'start' in stages:
        train(lines[0].pop(0), options, languages, words, options.out, log)
    beside = [multiprocessing.Process(target=follow, args=(line, options, languages, words, log)) for line in lines if line]
    for process in beside:
        process.start()
    for process in beside:
        process.join()
    if any(process.exitcode for process in beside):
        raise SystemExit('a stage failed; what it said stands above')


if __name__ == '__main__':
    main()
