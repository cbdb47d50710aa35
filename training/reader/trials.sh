#!/usr/bin/env bash
# What matters in the reader, each against the same base: a quarter of PolNeAR's articles, two passes,
# everything else alike. From the repository:
#
#   bash training/reader/trials.sh ../shared/data/polnear
#
# About five minutes a trial on one core, those with MPNet half an hour (their package is in
# ../positions/requirements.txt). Environment as for make.sh.
set -euo pipefail
export PYTHONPATH=training${PYTHONPATH:+:$PYTHONPATH}
data=$1
python=${PYTHON:-.venv-train/bin/python}
work=${WORK:-build/reader/trials}
here=training/reader
minilm=$(bash $here/minilm.sh "$python")
mpnet=$work/mpnet/model.safetensors
try() {
  "$python" $here/train.py "$data" --weights "$minilm" -o "$work/$1" \
    --part 0.25 --epochs 2 --batch 8 --half --threads 1 --seed 1 --last "${@:2}"
}
only=${2:-}
while read -r name options; do
  [ -n "$only" ] && [ "$only" != "$name" ] && continue
  case $options in *mpnet*) [ -f "$mpnet" ] || "$python" training/mpnet.py -o "$work/mpnet" ;; esac
  # shellcheck disable=SC2086
  try "$name" $options < /dev/null
done <<TRIALS
base
no-quotes     --without quote
no-states     --without quote case
three-layers  --layers 3
window-126    --window 126 --batch 16
window-382    --window 382 --batch 5
words-hidden  --hide 0.06
words-trained --train-words
first-only    --first-only
mpnet-six     --encoder mpnet --weights $mpnet --rate 1e-4
taught        --teacher $work/mpnet-six/reader.pt
TRIALS
