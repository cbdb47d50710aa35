#!/usr/bin/env bash
# A larger reader (MPNet's lower six layers), which does not ship yet. From the repository:
#
#   bash training/reader/large.sh ../shared/data/polnear
#
# About an hour on one core that multiplies bfloat16 in hardware. Environment as for make.sh, with the
# packages of MPNet (../positions/requirements.txt).
set -euo pipefail
export PYTHONPATH=training${PYTHONPATH:+:$PYTHONPATH}
data=$1
python=${PYTHON:-.venv-train/bin/python}
work=${WORK:-build/large}
here=training/reader
"$python" training/mpnet.py -o "$work/mpnet"
try() {
  "$python" $here/train.py "$data" --encoder mpnet --weights "$work/mpnet/model.safetensors" \
    -o "$work/$1" --batch 8 --rate 1e-4 --half --last --threads 1 "${@:2}"
}

# 1. A quarter of PolNeAR's articles, two passes.
try first --part 0.25 --epochs 2 --seed 1
# 2. All of them and the invented ones, one pass.
try second --start "$work/first/reader.pt" --invented $here/articles --copies 1 \
  --acts $here/acts.jsonl --epochs 1 --head-rate 6e-4 --seed 2
# 3. int8 ONNX; to try it, lay it in the place of the shipped one and run calibrate.py.
"$python" $here/export.py "$work/second/reader.pt" -o "$work/onnx"
