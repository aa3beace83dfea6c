# Faults of the machine: full disk, kill in mid-run, a folder that can't be written. The former run
# stays as it was, and no half run is left behind.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/base.sh"

sums() { (cd "$1" && find . -type f | sort | xargs -r sha256sum); }
# Everything under the output folder that is not a whole run with its manifest.
halves() {
    for entry in "$1"/* "$1"/.[!.]*; do
        [ -e "$entry" ] || continue
        [ -e "$entry/ro-crate-metadata.json" ] || echo "$entry"
    done
}

fresh "the former run"
katve run s/study.yaml --out output
expect_rc 0
sums output >former
expect test -s former

begin "a disk that fills up: the limit on a file's size"
(
    ulimit -f 8
    "$KATVE" run s/study.yaml --seed 2 --out output >out 2>err </dev/null
    echo $? >rc
)
rc=$(cat rc)
expect_rc 1
expect_err "katve: "
sums output >now
expect cmp former now
expect test -z "$(halves output/pieni)"

begin "a disk that fills up: a small file system"
# In a mount namespace of its own, so that nothing stays mounted.
cat >small.sh <<'EOS'
mount -t tmpfs -o size=96k none small || exit 77
"$KATVE" run s/study.yaml --out small >out 2>err </dev/null
echo $? >rc
find small -type f >left
EOS
mkdir -p small
export KATVE
if unshare -m sh small.sh 2>/dev/null; then
    rc=$(cat rc)
    expect_rc 1
    expect_err "katve: "
    expect test ! -s left
else
    skip "no file system may be mounted here"
fi

begin "killed in mid-run"
for after in 0.02 0.05 0.1 0.2 0.3 0.5 0.8; do
    "$KATVE" run s/study.yaml --seed 3 --set methods.need_layers.draws=2000 --out output >out 2>err </dev/null &
    pid=$!
    sleep $after
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    # What is visible is whole; the former run did not change.
    for run in output/pieni/*/; do
        [ -e "$run/ro-crate-metadata.json" ] || wrong "half a run after $after s: $run"
    done
    sums output >now
    while read -r line; do
        grep -qF -- "$line" now || wrong "the former run changed after $after s: $line"
    done <former
done

begin "the next run clears away what a killed one left"
katve run s/study.yaml --seed 4 --out output
expect_rc 0
expect test -z "$(halves output/pieni)"

begin "ended politely, it cleans up by itself"
katve run s/study.yaml --out polite
"$KATVE" run s/study.yaml --seed 5 --set methods.need_layers.draws=2000 --out polite >out 2>err </dev/null &
pid=$!
sleep 0.3
kill -TERM $pid 2>/dev/null
wait $pid 2>/dev/null
katve run s/study.yaml --out polite
expect_rc 0
expect test -z "$(halves polite/pieni)"

begin "a folder that can't be written"
echo file >plain
katve run s/study.yaml --out plain
expect_rc 1
expect_err "plain"
katve run s/study.yaml --out /proc/katve
expect_rc 1
expect_err "/proc/katve"

begin "a folder without permission"
mkdir -p locked && chmod 555 locked
if [ "$(id -u)" -ne 0 ]; then
    katve run s/study.yaml --out locked
    expect_rc 1
    expect_err "locked"
elif command -v setpriv >/dev/null && setpriv --reuid 65534 --regid 65534 --clear-groups test -x "$KATVE" 2>/dev/null; then
    setpriv --reuid 65534 --regid 65534 --clear-groups "$KATVE" run s/study.yaml --out locked >out 2>err </dev/null
    rc=$?
    expect_rc 1
    expect_err "locked"
else
    skip "root writes everywhere, and no other user can run the program here"
fi

finish
