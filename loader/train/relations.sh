#!/bin/sh
# Trains the weights of loader/relate's learned source on the encoder of MODEL and writes them to OUT:
#   relations.sh MODEL SHARED OUT [options of relations.py]
# Run it whenever MODEL is made anew: the weights belong to one encoder. Takes about three minutes on one core.
set -eu
model=$(realpath "$1") shared=$(realpath "$2") out=$(realpath -m "$3")
shift 3
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
mkdir "$work/polnear" # its texts lie elsewhere
for f in "$shared"/data/gold/train-polnear/*.json; do
	text="$shared/data/polnear/train/text/$(basename "$f" .json).txt"
	if [ -e "$text" ]; then ln -s "$f" "$text" "$work/polnear"; fi
done
gold=$shared/data/gold
cd "$here/../relate"
for part in "dev $gold/dev" "train $gold/train,$gold/train-gum,$work/polnear"; do
	name=${part%% *}
	QUADRILLE_MODEL=$model RELATE_TREE=1 RELATE_GOLD=${part#* } RELATE_CANDIDATES=$work/$name.tsv RELATE_VECTORS=$work/$name.vectors \
		go test -count=1 -run TestCandidates .
done
cd "$here"
exec_python=${PYTHON:-python3}
"$exec_python" relations.py --train "$work/train" --dev "$work/dev" --encoder "$model" --out "$out" "$@"
