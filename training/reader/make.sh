#!/usr/bin/env bash
# Make the reader that ships, from the data to the exported file. One command, from the repository:
#
#   bash training/reader/make.sh ../shared/data
#
# A larger reader teaches it: `large.sh ../shared/data/polnear` comes first (its second and third
# step). About three hours on one core without a GPU; ALSO="--limit 8" tries the steps in some
# minutes. Needs an environment of its own:
#   python3.11 -m venv .venv-train
#   .venv-train/bin/pip install -r training/reader/requirements.txt -e . -e readers/large
set -euo pipefail
export PYTHONPATH=training${PYTHONPATH:+:$PYTHONPATH}
data=$1
python=${PYTHON:-.venv-train/bin/python}
work=${WORK:-build/reader}
teachers=${LARGE:-build/large}
here=training/reader
read -ra also <<< "${ALSO:-}"
minilm=$(bash $here/minilm.sh "$python")
mkdir -p "$work"
learn() {
  "$python" $here/train.py "$data/polnear" --layers 4 --weights "$minilm" -o "$work/$1" \
    --invented $here/articles --copies 2 --acts $here/acts.jsonl --batch 8 --half --threads 1 \
    "${also[@]}" "${@:2}"
}

# 1. PolNeAR and the invented articles, two passes, half by the annotators and half by the teacher.
learn first --teacher "$teachers/second/reader.pt" --epochs 2 --rate 2.5e-4 --head-rate 1.2e-3 \
  --hide 0.03 --seed 1
# 2. News of which people corrected what the larger reader had found, and news that it alone has coded.
"$python" $here/real.py "$data/news/articles.jsonl.gz" corrected.jsonl > "$work/corrected.jsonl"
"$python" $here/label.py "$data/news/articles.jsonl.gz" \
  --not-in "$data/polnear/dev.jsonl.gz" "$work/corrected.jsonl" -o "$work/labelled.jsonl" "${also[@]}"
# 3. Two passes with the larger reader as teacher, and the mean of the weights after either.
taught() {
  learn "$1" --teacher "$teachers/third/reader.pt" --labelled "$work/labelled.jsonl" --epochs 1 --last \
    --hide 0.06 --ema 0.998 "${@:2}"
}
taught second --start "$work/first/reader.pt" --rate 2e-4 --head-rate 9e-4 --seed 6
taught third --start "$work/second/reader.pt" --rate 1.4e-4 --head-rate 6e-4 --seed 8
"$python" $here/mix.py "$work/second/reader.pt" "$work/third/reader.pt" -o "$work/taught.pt"
# 4. Two passes without a teacher in which what people corrected is seen twice, and the mean again.
corrected() {
  learn "$1" --labelled "$work/corrected.jsonl"{,} --epochs 1 --last --hide 0.06 --ema 0.998 "${@:2}"
}
corrected fourth --start "$work/taught.pt" --rate 1.2e-4 --head-rate 5e-4 --seed 21
corrected fifth --start "$work/fourth/reader.pt" --rate 1.1e-4 --head-rate 4.5e-4 --seed 22
"$python" $here/mix.py "$work/fourth/reader.pt" "$work/fifth/reader.pt" -o "$work/reader.pt"
# 5. int8 ONNX, and what its scores are worth. A trial does not take the place of the shipped reader.
[ -z "${ALSO:-}" ] || { "$python" $here/export.py "$work/reader.pt" -o "$work/onnx"; exit; }
"$python" $here/export.py "$work/reader.pt" -o src/hemicycle/models/en/reader
"$python" $here/calibrate.py "$data/polnear/dev.jsonl.gz"
