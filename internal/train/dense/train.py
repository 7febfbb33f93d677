"""Learn a dense tagger and parser from what export wrote.

usage: train.py FOLDER OUT.npz [--seed 1] [--epochs 20] ...
"""
import argparse
import functools
import json
import os
import pathlib
import time

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import jax
import jax.numpy as jnp
import numpy as np

import network
import tree
import treebank


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("folder"), p.add_argument("out")
    for name, value in (("seed", 1), ("epochs", 20), ("tokens", 800), ("D", 128), ("L", 3), ("H", 96), ("A", 64), ("K", 96), ("tagLayer", 1), ("each", 0), ("stop", 0)):
        p.add_argument("--" + name, type=int, default=value)
    for name, value in (("rate", 3e-3), ("decay", 0.02), ("average", 0.997), ("unknown", 0.01), ("rare", 0.15), ("form", 0.5), ("feature", 0.08), ("input", 0.2), ("layer", 0.25), ("output", 0.25),
                        ("arc", 0.2), ("label", 0.2), ("capitals", 0.04), ("title", 0.04), ("soft", 0.7), ("tagweight", 0.5), ("warm", 0.05), ("silvershare", 1.0)):
        p.add_argument("--" + name, type=float, default=value)
    p.add_argument("--teacher", default="", help="file of teach.py for the training part")
    p.add_argument("--silver", nargs="*", default=[], help="name of further sentences in FOLDER, and their file of teach.py, joined by =")
    p.add_argument("--start", default="", help="weights to go on from")
    return p.parse_args()


class Batcher:
    """Makes arrays of sentences; variants are the same sentences written otherwise."""

    def __init__(self, variants, gold, sizes, teacher=None, soft=0.0):
        self.variants, self.gold, self.sizes, self.teacher, self.soft = variants, gold, sizes, teacher, soft

    def arrays(self, length, which, choice=None):
        n = len(which)
        x = np.zeros((length, n, 2 + treebank.FEATURES), np.int32)
        mask = np.zeros((length, n), np.float32)
        heads = np.zeros((length, n), np.int32)
        u, t, r = (self.sizes[k] for k in ("U", "X", "R"))
        tags = np.zeros((length, n, u + t), np.float32)
        arcs = np.zeros((n, length, length + 1), np.float32)
        labels = np.zeros((length, n, r), np.float32)
        for k, i in enumerate(which):
            if i < 0:
                continue
            s = self.variants[0 if choice is None else choice[i]][i]
            m = len(s)
            x[:m, k], mask[:m, k] = s, 1
            here = np.arange(m)
            share = 0.0
            if self.teacher is not None:
                share = self.soft
                a, l, g, h = self.teacher[0][i], self.teacher[1][i], self.teacher[2][i], self.teacher[3][i]
                tags[:m, k] = share * g.astype(np.float32)
                arcs[k, :m, :m + 1] = share * a.astype(np.float32)
                labels[:m, k] = share * l.astype(np.float32)
                heads[:m, k] = h
            if share < 1:
                g = self.gold[i]
                heads[:m, k] = g[:, 2]
                ok = g[:, 0] >= 0
                tags[here[ok], k, g[ok, 0]] += 1 - share
                ok = g[:, 1] >= 0
                tags[here[ok], k, u + g[ok, 1]] += 1 - share
                arcs[k, here, g[:, 2]] += 1 - share
                ok = g[:, 3] >= 0
                labels[here[ok], k, g[ok, 3]] += 1 - share
            labels[:m, k][heads[:m, k] == 0] = 0
        return x, mask, heads, tags, arcs, labels


def cross(scores, target):
    return -jnp.sum(target * jax.nn.log_softmax(scores, -1))


def loss_of(p, key, words, batch, sizes, rates, tagweight):
    x, mask, heads, tags, arcs, labels = batch
    k1, k2 = jax.random.split(key)
    tag, arc, parts = network.forward(p, sizes, words, x, mask, k1, rates)
    label = network.labels(p, parts, heads, k2, rates, bool(sizes["each"]))
    u = sizes["U"]
    total = jnp.sum(mask)
    return (tagweight * (cross(tag[..., :u], tags[..., :u]) + cross(tag[..., u:], tags[..., u:])) + cross(arc, arcs) + cross(label, labels)) / total


def adam(p, m, v, average, g, rate, decay, count, keep):
    norm = jnp.sqrt(sum(jnp.sum(x * x) for x in jax.tree.leaves(g)))
    scale = jnp.minimum(1.0, 3.0 / (norm + 1e-9))
    b1, b2 = 0.9, 0.98

    def one(p, m, v, a, g):
        g = g * scale
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g * g
        step = rate * (m / (1 - b1**count)) / (jnp.sqrt(v / (1 - b2**count)) + 1e-8)
        p = p - step - (rate * decay * p if p.ndim > 1 else 0)
        return p, m, v, keep * a + (1 - keep) * p

    out = jax.tree.map(one, p, m, v, average, g)
    pick = lambda i: {k: x[i] for k, x in out.items()}
    return pick(0), pick(1), pick(2), pick(3)


class Predictor:
    def __init__(self, sizes, words):
        self.sizes, self.words = sizes, words
        self.run = jax.jit(lambda p, w, x, mask: network.forward(p, sizes, w, x, mask))
        self.label = jax.jit(network.labels)


def evaluate(p, predictor, batcher, gold, pairs, tokens=1600):
    sizes, hits, total = predictor.sizes, np.zeros(4), 0
    u = sizes["U"]
    first, second = np.array([a for a, _ in pairs]), np.array([b for _, b in pairs])
    for length, which in treebank.batches([len(g) for g in gold], tokens):
        x, mask, heads, *_ = batcher.arrays(length, which)
        tag, arcs, parts = predictor.run(p, predictor.words, x, mask)
        tag, arcs = np.asarray(tag), np.asarray(arcs)
        found = np.zeros_like(heads)
        for k, i in enumerate(which):
            if i >= 0:
                m = len(gold[i])
                found[:m, k] = tree.best(arcs[k, :m, :m + 1])
        label = np.asarray(predictor.label(p, parts, found))
        pair = (tag[..., first] + tag[..., u + second]).argmax(-1)
        for k, i in enumerate(which):
            if i < 0:
                continue
            g = gold[i]
            m = len(g)
            h = found[:m, k]
            l = label[:m, k].argmax(-1)
            good = h == g[:, 2]
            same = good & ((h == 0) | (predictor.universal[l] == predictor.universal[g[:, 3]]))
            hits += ((first[pair[:m, k]] == g[:, 0]).sum(), (second[pair[:m, k]] == g[:, 1]).sum(), good.sum(), same.sum())
            total += m
    return hits / total * 100


def load(folder, o):
    words = treebank.Words(folder)
    gold = treebank.read_gold(f"{folder}/train.gold")
    answers = treebank.Answers(gold)
    sizes = {k: getattr(o, k) for k in ("D", "L", "H", "A", "K", "tagLayer", "each")}
    sizes |= {"U": len(answers.upos), "X": len(answers.tags), "R": len(answers.relations)}
    table = {"vectors": jnp.asarray(words.vectors), "known": jnp.asarray(words.known), "count": jnp.asarray(words.form_count)}
    return words, answers, sizes, table, answers.encode(gold)


def read_teacher(path):
    with np.load(path, allow_pickle=True) as f:
        return [f[k] for k in ("arcs", "labels", "tags", "heads")]


def main():
    o = arguments()
    jax.config.update("jax_compilation_cache_dir", "/tmp/jax-cache")
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.5)
    jax.config.update("jax_default_prng_impl", "rbg")
    random = np.random.default_rng(o.seed)
    words, answers, sizes, table, gold = load(o.folder, o)
    texts = [words.read(f"{o.folder}/train{v}.features") for v in ("", "-capitals", "-title")]
    dev = words.read(f"{o.folder}/dev.features")
    dev_gold = answers.encode(treebank.read_gold(f"{o.folder}/dev.gold"))
    print(f"{len(words.forms)} forms, {len(words.features)} features, {sizes}, {len(answers.pairs)} pairs", flush=True)
    parts = [(Batcher(texts, gold, sizes, read_teacher(o.teacher) if o.teacher else None, o.soft), [len(g) for g in gold], 1.0)]
    for spec in o.silver:
        name, file = spec.split("=")
        silver = words.read(f"{o.folder}/{name}.features")
        parts.append((Batcher([silver], None, sizes, read_teacher(file), 1.0), [len(s) for s in silver], o.silvershare))
    predictor = Predictor(sizes, table)
    predictor.universal = treebank.universal(answers.relations)
    judge = Batcher([dev], dev_gold, sizes)
    p = network.initial(sizes, words, answers, o.seed)
    if o.start:
        with np.load(o.start) as f:
            p = {k: jnp.asarray(f[k]) for k in p}
    zero = jax.tree.map(jnp.zeros_like, p)
    m, v, average = zero, jax.tree.map(jnp.zeros_like, p), jax.tree.map(jnp.copy, p)
    rates = {k: getattr(o, k) for k in ("unknown", "rare", "form", "feature", "input", "layer", "output", "arc", "label")}

    # Two functions, as the first is compiled for each length.
    gradient = jax.jit(lambda p, table, batch, key, rates, weight: jax.value_and_grad(loss_of)(p, key, table, batch, sizes, rates, weight))
    update = jax.jit(adam, donate_argnums=(0, 1, 2, 3))

    per_epoch = sum(int(len(treebank.batches(lengths, o.tokens)) * share) for _, lengths, share in parts)
    steps = per_epoch * o.epochs
    print(f"{per_epoch} steps a pass", flush=True)
    count, begin, key = 0, time.time(), jax.random.PRNGKey(o.seed)
    for epoch in range(o.stop or o.epochs):
        work = []
        for batcher, lengths, share in parts:
            some = treebank.batches(lengths, o.tokens, random)
            work += [(batcher, b) for b in some[:int(len(some) * share)]]
        random.shuffle(work)
        choice = random.choice(3, len(gold), p=(1 - o.capitals - o.title, o.capitals, o.title))
        losses, started = [], time.process_time()
        for batcher, (length, which) in work:
            batch = batcher.arrays(length, which, choice if len(batcher.variants) > 1 else None)
            done = count / steps
            rate = o.rate * min(1, done / o.warm + 0.02) * max(0.0, 1 - max(0.0, done - o.warm) / (1 - o.warm))
            count += 1
            key, k = jax.random.split(key)
            keep = min(o.average, 1 - 1 / (count * 0.1 + 1))
            value, g = gradient(p, table, batch, k, rates, o.tagweight)
            p, m, v, average = update(p, m, v, average, g, rate, o.decay, float(count), keep)
            losses.append(value)
        loss = float(np.mean([float(x) for x in losses]))
        cpu = time.process_time() - started
        if (epoch + 1) % 4 == 0 or epoch + 1 == (o.stop or o.epochs):
            result = evaluate(average, predictor, judge, dev_gold, [(answers.upos_index[u], answers.tag_index[t]) for u, t in answers.pairs])
            print(f"{epoch + 1:3d} loss {loss:.4f} cpu {cpu:.0f}s {time.time() - begin:.0f}s | UPOS {result[0]:.2f} XPOS {result[1]:.2f} UAS {result[2]:.2f} LAS {result[3]:.2f}", flush=True)
            np.savez(o.out, **{k: np.asarray(x) for k, x in average.items()})
        else:
            print(f"{epoch + 1:3d} loss {loss:.4f} cpu {cpu:.0f}s {time.time() - begin:.0f}s", flush=True)
    pathlib.Path(o.out + ".json").write_text(json.dumps({"sizes": {k: int(x) for k, x in sizes.items()}, "options": vars(o)}))


if __name__ == "__main__":
    main()
