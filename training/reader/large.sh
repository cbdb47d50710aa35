#!/usr/bin/env bash
# Make the larger reader (MPNet's lower six layers), from the data to the exported file. From the repository:
#
#   bash training/reader/large.sh ../shared/data/polnear
#
# About an hour and a half on one core that multiplies bfloat16 in hardware; ALSO="--limit 8" tries the
# steps in some minutes. Environment as for make.sh, with the packages of MPNet
# (../positions/requirements.txt) and `pip install -e readers/large`.
set -euo pipefail
export PYTHONPATH=training${PYTHONPATH:+:$PYTHONPATH}
data=$1
python=${PYTHON:-.venv-train/bin/python}
work=${WORK:-build/large}
here=training/reader
read -ra also <<< "${ALSO:-}"
"$python" training/mpnet.py -o "$work/mpnet"
try() {
  "$python" $here/train.py "$data" --encoder mpnet --weights "$work/mpnet/model.safetensors" \
    -o "$work/$1" --batch 8 --rate 1e-4 --half --last --threads 1 "${also[@]}" "${@:2}"
}

# 1. A quarter of PolNeAR's articles, two passes.
try first --part 0.25 --epochs 2 --seed 1
# 2. All of them and the invented ones, one pass.
try second --start "$work/first/reader.pt" --invented $here/articles --copies 1 \
  --acts $here/acts.jsonl --epochs 1 --head-rate 6e-4 --seed 2
# 3. Two passes more, with words hidden.
try third --start "$work/second/reader.pt" --invented $here/articles --copies 2 \
  --acts $here/acts.jsonl --epochs 2 --head-rate 5e-4 --seed 3 --hide 0.06 --ema 0.998
# 4. int8 ONNX, and what its scores are worth. A trial does not take the place of the one that ships.
[ -z "${ALSO:-}" ] || { "$python" $here/export.py "$work/third/reader.pt" -o "$work/onnx"; exit; }
"$python" $here/export.py "$work/third/reader.pt" -o readers/large/hemicycle_reader_large
"$python" $here/calibrate.py "$data/dev.jsonl.gz" --model large
