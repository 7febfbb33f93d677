"""Round learnt weights to integers and write the network file that package model reads.

usage: modelfile.py FOLDER WEIGHTS.npz OUT.model

Layout and arithmetic: format.md; reference.py computes with the file as package model does.
"""
import json
import struct
import sys

import numpy as np

import treebank

MAGIC = b"annals dense 01\n"


def rounded(w):
    """Rows as int8 and the scale of each."""
    s = np.abs(w).max(1) / np.float32(127) + np.float32(1e-12)
    return np.rint(w / s[:, None]).astype(np.int8), s.astype(np.float32)


def merged_rows(p, words):
    """The rows of the file and the features that own them: row 0 unknown, then forms, then other features."""
    rows, keys = [p["unknown"]], []
    known = words.known
    base = words.vectors @ p["vector"] + p["fine"][known[:, 0]] + p["kind"][known[:, 1]] + p["wordnet"][known[:, 2]]
    forms = dict.fromkeys(list(words.forms) + list(words.vector))
    for key in sorted(forms, key=lambda k: (words.forms.get(k, 1 << 30), words.vector.get(k, 0))):
        row = np.zeros(p["unknown"].shape, np.float32)
        if key in words.vector:
            row += base[words.vector[key]]
        if key in words.forms:
            row += p["form"][words.forms[key]]
        keys.append((key, len(rows)))
        rows.append(row)
    for feature, i in words.features.items():
        keys.append((int(feature, 16), len(rows)))
        rows.append(p["feature"][i])
    return np.array(rows, np.float32), keys


def sections(p, sizes, words, answers):
    f4, u4 = lambda x: np.asarray(x, "<f4").tobytes(), lambda x: np.asarray(x, "<u4").tobytes()
    inverse = np.float32(1 / 127)
    rows, keys = merged_rows(p, words)
    # The few greatest numbers of a column are cut so that the many are fine.
    most = np.maximum(np.quantile(np.abs(rows), 0.9995, axis=0), np.abs(rows).max(0) * 0.5)
    scale = (most / 127).astype(np.float32)
    rows = np.clip(np.rint(rows / scale), -127, 127).astype(np.int8)
    yield b"head", u4([sizes[k] for k in ("D", "L", "H", "A", "K", "R", "U", "X")] + [len(answers.pairs), treebank.BUCKETS, len(rows), len(keys), sizes["tagLayer"], 1])
    yield b"rows", rows.tobytes()
    yield b"rsca", f4(scale)
    yield b"keys", b"".join(struct.pack("<II", (k & 0xffffffff) or 1, row) for k, row in keys)
    yield b"keyh", b"".join(struct.pack("<Q", k) for k, _ in keys)
    for l in range(sizes["L"]):
        w, s = rounded(p[f"w{l}"])
        yield b"w%d  " % l, w.tobytes()
        yield b"s%d  " % l, f4(s * inverse)
        yield b"b%d  " % l, f4(p[f"b{l}"])
        yield b"v%d  " % l, f4(p[f"v{l}"])
    w, s = rounded(p["tagw"])
    yield b"tagw", w.tobytes()
    yield b"tags", f4(s * inverse)
    yield b"tagb", f4(p["tagb"])
    yield b"pair", b"".join(struct.pack("<4H", answers.upos_index[u], answers.tag_index[t], u, t) for u, t in answers.pairs)
    w, s = rounded(p["prow"])
    yield b"prow", w.tobytes()
    yield b"psca", f4(s * inverse)
    yield b"pbia", f4(p["pbia"])
    yield b"root", np.rint(np.clip(p["root"], -1, 1) * 127).astype(np.int8).tobytes()
    w, s = rounded(p["offw"])
    yield b"offw", w.tobytes()
    yield b"offs", f4(s * inverse)
    yield b"offb", f4(p["offb"])
    yield b"lbuc", f4(p["lbuc"])
    w, s = rounded(p["labw"])
    yield b"labw", w.tobytes()
    yield b"labs", f4(s * inverse)
    yield b"labb", f4(p["labb"])
    yield b"rels", u4(answers.relations)
    yield b"end ", b""


def write(path, parts):
    b = bytearray(MAGIC)
    for name, body in parts:
        body += bytes(-len(body) % 4)
        b += name + struct.pack("<I", len(body))
        b += bytes(-len(b) % 64) + body
    with open(path, "wb") as f:
        f.write(b)
    return len(b)


def main():
    folder, weights, out = sys.argv[1:]
    words = treebank.Words(folder)
    answers = treebank.Answers(treebank.read_gold(f"{folder}/train.gold"))
    with np.load(weights) as f:
        p = {k: f[k].astype(np.float32) for k in f}
    try:
        sizes = json.load(open(weights + ".json"))["sizes"]
    except FileNotFoundError:
        sizes = {"D": p["unknown"].shape[0], "L": sum(k[0] == "w" and k[1:].isdigit() for k in p), "H": len(p["w0"]) // 6, "A": len(p["root"]), "K": p["lbuc"].shape[1], "R": len(answers.relations),
                 "U": len(answers.upos), "X": len(answers.tags), "tagLayer": 1}
    print(write(out, sections(p, sizes, words, answers)), "bytes")


if __name__ == "__main__":
    main()
