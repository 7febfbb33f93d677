"""The network file computed with as package model does it, to the bit, in numpy.

usage: reference.py MODEL SENTENCES.features OUT.json [SENTENCES [GOLD]]: the first SENTENCES sentences; 0 for all. With GOLD, scores.
"""
import json
import struct
import sys

import numpy as np

import tree
import treebank

F = np.float32


def read(path):
    b = open(path, "rb").read()
    assert b[:16] == b"annals dense 01\n"
    at, out = 16, {}
    while True:
        name, size = b[at:at + 4].decode(), struct.unpack_from("<I", b, at + 4)[0]
        at += 8
        at += -at % 64
        out[name.strip()] = b[at:at + size]
        at += size
        if name == "end ":
            return out


class Network:
    def __init__(self, path):
        s = read(path)
        d, l, h, a, k, r, u, x, pairs, buckets, f, t, low, flags = np.frombuffer(s["head"], "<u4").astype(int)
        self.D, self.L, self.H, self.A, self.K, self.R, self.U, self.X, self.low = d, l, h, a, k, r, u, x, low
        i1 = lambda n, rows, cols: np.frombuffer(s[n], np.int8)[:rows * cols].reshape(rows, cols)
        f4 = lambda n: np.frombuffer(s[n], "<f4")
        self.rows, self.row_scale = i1("rows", f, d), f4("rsca")
        keys = np.frombuffer(s["keyh"], "<u8")
        self.row = dict(zip(keys.tolist(), np.frombuffer(s["keys"], "<u4").reshape(-1, 2)[:, 1].tolist()))
        self.layers = [(i1(f"w{i}", 6 * h, d if i == 0 else 2 * h), f4(f"s{i}"), f4(f"b{i}"), f4(f"v{i}").reshape(2, 2, h)) for i in range(l)]
        self.tag = i1("tagw", u + x, 2 * h), f4("tags"), f4("tagb")
        self.pair = np.frombuffer(s["pair"], "<u2").reshape(-1, 4).astype(int)
        self.project = i1("prow", 2 * a + 2 * k, 2 * h), f4("psca"), f4("pbia")
        self.root = np.frombuffer(s["root"], np.int8)[:a].astype(np.int32)
        self.off = i1("offw", buckets, a), f4("offs"), f4("offb")
        self.label_bucket = f4("lbuc").reshape(buckets, k)
        self.label = i1("labw", r, k), f4("labs"), f4("labb")
        self.relations = np.frombuffer(s["rels"], "<u4").astype(int)


def quant(y):
    return (np.clip(y * F(127), F(-127), F(127)) + F(128.5)).astype(np.int32) - 128


def tanh(y):
    t = np.clip(y * F(0.5), F(-1), F(1))
    return t * (F(2) - np.abs(t))


def sigm(y):
    t = np.clip(y * F(0.25), F(-1), F(1))
    return F(0.5) + F(0.5) * (t * (F(2) - np.abs(t)))


def linear(q, m):
    w, s, b = m
    return (q.astype(np.int32) @ w.astype(np.int32).T).astype(F) * s + b


def layer(q, m, highway):
    w, s, b, v = m
    n, h = len(q), len(w) // 6
    u = linear(q, (w, s, b)).reshape(n, 2, 3, h)
    out = np.zeros((n, 2 * h), np.int32)
    for d in range(2):
        c = np.zeros(h, F)
        for i in range(n) if d == 0 else range(n - 1, -1, -1):
            z, f, r = u[i, d]
            f, r = sigm(f + v[d, 0] * c), sigm(r + v[d, 1] * c)
            c = z + f * (c - z)
            g = tanh(c)
            if highway:
                x = q[i, d * h:(d + 1) * h].astype(F) * F(1 / 127)
                y = x + r * (g - x)
            else:
                y = r * g
            out[i, d * h:(d + 1) * h] = quant(y)
    return out


def run(net, sentence):
    """sentence: per token the list of its features (integers), the form first."""
    acc = np.zeros((len(sentence), net.D), np.int32)
    for i, features in enumerate(sentence):
        acc[i] += net.rows[net.row.get(features[0], 0)]
        for f in features[1:]:
            k = net.row.get(f)
            if k is not None:
                acc[i] += net.rows[k]
    q = quant(tanh(acc.astype(F) * net.row_scale))
    found = {"x0": q}
    for l, m in enumerate(net.layers):
        q = layer(q, m, l > 0 or net.D == 2 * net.H)
        found[f"h{l}"] = q
    scores = linear(found[f"h{net.low}"], net.tag)
    best = (scores[:, net.pair[:, 0]] + scores[:, net.U + net.pair[:, 1]]).argmax(1)
    found["tagScores"], found["upos"], found["tag"] = scores, net.pair[best, 2], net.pair[best, 3]
    n, a, k = len(sentence), net.A, net.K
    y = linear(q, net.project)
    dep, head = quant(tanh(y[:, :a])), quant(tanh(y[:, a:2 * a]))
    off = (np.clip(linear(dep, net.off) * F(16129), F(-1e6), F(1e6)) + F(1048576.5)).astype(np.int32) - 1048576
    place = np.array([[0 if i == j else treebank.bucket(j - i) for j in range(n)] for i in range(n)])
    arcs = dep @ head.T + np.take_along_axis(off, place, 1)
    root = dep @ net.root + off[:, 0]
    heads = tree.best(np.concatenate([root[:, None], arcs], 1)) - 1
    at = np.maximum(heads, 0)
    m = (y[:, 2 * a:2 * a + k] + y[at, 2 * a + k:]) + net.label_bucket[place[np.arange(n), at]]
    lq = quant(tanh(m))
    ls = linear(lq, net.label)
    relation = np.where(heads < 0, 1, net.relations[ls.argmax(1)])
    np.fill_diagonal(arcs, 0)
    return found | {"dep": dep, "head": head, "off": off, "arcs": arcs, "root": root, "heads": heads, "labelHidden": lq, "labelScores": ls, "relation": relation}


def main():
    net = Network(sys.argv[1])
    limit = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    gold = treebank.read_gold(sys.argv[5]) if len(sys.argv) > 5 else None
    out, hits, total = [], np.zeros(4), 0
    for n, line in enumerate(open(sys.argv[2])):
        if limit and n >= limit:
            break
        sentence = [[int(f, 16) for f in t.split(",")] for t in line.split()]
        r = run(net, sentence)
        if gold is not None:
            g = gold[n]
            u = treebank.universal(list(range(52)))
            good = r["heads"] == g[:, 2]
            hits += ((r["upos"] == g[:, 0]).sum(), (r["tag"] == g[:, 1]).sum(), good.sum(), (good & (u[r["relation"]] == u[g[:, 3]])).sum())
            total += len(g)
        if limit:
            # Features as strings: they do not fit the numbers of JSON.
            out.append({"features": [[f"{f:x}" for f in t] for t in sentence]} | {k: (np.asarray(v, float) if v.dtype == F else v).tolist() for k, v in r.items()})
    if gold is not None:
        print("UPOS XPOS UAS LAS", np.round(hits / total * 100, 2))
    if limit:
        json.dump(out, open(sys.argv[3], "w"))


if __name__ == "__main__":
    main()
