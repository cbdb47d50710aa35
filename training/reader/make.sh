#!/usr/bin/env bash
# Make the reader that ships, from the data to the exported file. One command, from the repository:
#
#   bash training/reader/make.sh ../shared/data/polnear
#
# About three hours on two cores without a GPU; ALSO="--limit 8" tries the steps in some minutes.
# Needs an environment of its own:
#   python3.11 -m venv .venv-train
#   .venv-train/bin/pip install -r training/reader/requirements.txt -e .
set -euo pipefail
export PYTHONPATH=training${PYTHONPATH:+:$PYTHONPATH}
data=$1
python=${PYTHON:-.venv-train/bin/python}
work=${WORK:-build/reader}
here=training/reader
read -ra also <<< "${ALSO:-}"
minilm=$(bash $here/minilm.sh "$python")

# 1. PolNeAR alone, three passes.
"$python" $here/train.py "$data" --weights "$minilm" -o "$work/first" \
  --epochs 3 --batch 8 --threads 1 --seed 1 "${also[@]}"
# 2. One more, with the invented articles and the kinds of act.
"$python" $here/train.py "$data" --weights "$minilm" -o "$work/second" --start "$work/first/reader.pt" \
  --invented $here/articles --copies 3 --acts $here/acts.jsonl \
  --epochs 1 --batch 8 --rate 1.2e-4 --head-rate 6e-4 --threads 1 --seed 2 "${also[@]}"
# 3. The mean of both; then twice on from there, with words hidden, and the mean again.
"$python" $here/mix.py "$work/first/reader.pt" "$work/second/reader.pt" -o "$work/mean1.pt"
on() {
  "$python" $here/train.py "$data" --weights "$minilm" --start "$1" -o "$2" \
    --invented $here/articles --copies 2 --acts $here/acts.jsonl --batch 8 \
    --hide 0.06 --half --ema 0.998 --threads 1 "${also[@]}" "${@:3}"
}
on "$work/mean1.pt" "$work/third" --epochs 3 --rate 1.5e-4 --head-rate 6e-4 --seed 3
"$python" $here/mix.py "$work/mean1.pt" "$work/third/reader.pt" -o "$work/mean2.pt"
on "$work/mean2.pt" "$work/fourth" --epochs 2 --rate 1.2e-4 --head-rate 5e-4 --seed 4
"$python" $here/mix.py "$work/mean1.pt" "$work/third/reader.pt" "$work/fourth/reader.pt" -o "$work/reader.pt"
# 4. int8 ONNX, and what its scores are worth. A trial does not take the place of the shipped reader.
[ -z "${ALSO:-}" ] || { "$python" $here/export.py "$work/reader.pt" -o "$work/onnx"; exit; }
"$python" $here/export.py "$work/reader.pt" -o src/hemicycle/models/en/reader
"$python" $here/calibrate.py "$data/dev.jsonl.gz"
