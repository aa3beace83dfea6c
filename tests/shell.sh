# Harness of the shell tests: begin a case, run the program, look at status, stdout and stderr.
# Every test ends with `finish`, whose last line scripts/run-tests adds up.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
KATVE=$(realpath "${KATVE:-$root/build/katve}")
export LC_ALL=C.UTF-8 NO_COLOR=1
work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
passed=0 failed=0 skipped=0 case_name='' bad=''

# Closes the case before and opens one.
begin() {
    close_case
    case_name=$1 bad=''
}
close_case() {
    [ -z "$case_name" ] && return
    if [ -n "$bad" ]; then
        failed=$((failed + 1))
        echo "FAIL $case_name"
    else
        passed=$((passed + 1))
    fi
    case_name=''
}
skip() {
    echo "skip $case_name: $1"
    skipped=$((skipped + 1))
    case_name=''
}
finish() {
    close_case
    echo "#result $passed $failed $skipped"
    [ $failed -eq 0 ]
    exit
}

wrong() {
    bad=1
    echo "  $case_name: $1"
}
# Runs the program; status in $rc, output in files out and err.
katve() {
    "$KATVE" "$@" >"$work/out" 2>"$work/err" </dev/null
    rc=$?
}
expect_rc() {
    [ "$rc" -eq "$1" ] && return
    wrong "exit code $rc, expected $1"
    head -n 12 "$work/err" | cut -c1-400 | sed 's/^/    /'
}
# A line of stderr (stdout) that holds this text.
expect_err() { grep -qaF -- "$1" "$work/err" || { wrong "stderr lacks: $1"; head -n 12 "$work/err" | cut -c1-400 | sed 's/^/    /'; }; }
expect_out() { grep -qaF -- "$1" "$work/out" || { wrong "stdout lacks: $1"; head -n 12 "$work/out" | cut -c1-400 | sed 's/^/    /'; }; }
reject_err() { grep -qaF -- "$1" "$work/err" && wrong "stderr has: $1"; return 0; }
# The whole of stderr is exactly this one line.
expect_err_line() { [ "$(cat "$work/err")" = "$1" ] || { wrong "stderr is not: $1"; head -n 12 "$work/err" | cut -c1-400 | sed 's/^/    /'; }; }
expect_no_err() { [ ! -s "$work/err" ] || { wrong "stderr is not empty"; head -n 5 "$work/err" | sed 's/^/    /'; }; }
expect() { "$@" >/dev/null 2>&1 || wrong "not so: $*"; }
reject() { "$@" >/dev/null 2>&1 && wrong "should not be so: $*"; return 0; }
