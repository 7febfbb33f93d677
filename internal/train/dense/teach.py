"""Write what several networks think of sentences, for a student (train.py --teacher, --silver).

usage: teach.py FOLDER NAME OUT.npz WEIGHTS.npz... [--gold]: of NAME.features; with --gold labels are given for the heads of NAME.gold
"""
import argparse
import os

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import json

import jax
import jax.numpy as jnp
import numpy as np

import train
import tree
import treebank


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("folder"), a.add_argument("name"), a.add_argument("out"), a.add_argument("weights", nargs="+"), a.add_argument("--gold", action="store_true")
    o = a.parse_args()
    jax.config.update("jax_compilation_cache_dir", "/tmp/jax-cache")
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.5)
    jax.config.update("jax_default_prng_impl", "rbg")
    words = treebank.Words(o.folder)
    answers = treebank.Answers(treebank.read_gold(f"{o.folder}/train.gold"))
    table = {"vectors": jnp.asarray(words.vectors), "known": jnp.asarray(words.known), "count": jnp.asarray(words.form_count)}
    models = []
    for path in o.weights:
        sizes = json.load(open(path + ".json"))["sizes"]
        with np.load(path) as f:
            models.append(({k: jnp.asarray(f[k]) for k in f}, train.Predictor(sizes, table)))
    texts = words.read(f"{o.folder}/{o.name}.features")
    gold = answers.encode(treebank.read_gold(f"{o.folder}/{o.name}.gold")) if o.gold else [np.full((len(t), 4), -1, np.int32) for t in texts]
    u, r = len(answers.upos), len(answers.relations)
    batcher = train.Batcher([texts], gold, {"U": u, "X": len(answers.tags), "R": r})
    out = [[None] * len(texts) for _ in range(4)]
    for length, which in treebank.batches([len(t) for t in texts], 1600):
        n = len(which)
        x, mask, heads, *_ = batcher.arrays(length, which)
        tags, arcs, parts = 0, 0, []
        for p, predictor in models:
            tag, arc, part = predictor.run(p, table, x, mask)
            tag, arc = np.asarray(tag), np.asarray(arc)
            tags = tags + np.concatenate([soft(tag[..., :u]), soft(tag[..., u:])], -1) / len(models)
            arcs = arcs + soft(arc) / len(models)
            parts.append(part)
        if not o.gold:
            for k, i in enumerate(which):
                if i >= 0:
                    m = len(texts[i])
                    heads[:m, k] = tree.best(np.log(arcs[k, :m, :m + 1] + 1e-9))
        labels = sum(soft(np.asarray(predictor.label(p, part, heads))) for (p, predictor), part in zip(models, parts)) / len(models)
        for k, i in enumerate(which):
            if i >= 0:
                m = len(texts[i])
                for place, value in enumerate((arcs[k, :m, :m + 1].astype(np.float16), labels[:m, k].astype(np.float16), tags[:m, k].astype(np.float16), heads[:m, k].copy())):
                    out[place][i] = value
    objects = []
    for rows in out:
        objects.append(np.empty(len(rows), object))
        objects[-1][:] = rows
    np.savez(o.out, arcs=objects[0], labels=objects[1], tags=objects[2], heads=objects[3])


def soft(x):
    x = np.exp(x - x.max(-1, keepdims=True))
    return x / x.sum(-1, keepdims=True)


if __name__ == "__main__":
    main()
