# The web pages in a real browser: accessibility by axe-core, clicks, keys, and reading without a script.
# The browser and the checker are installed into a temporary folder or skipped.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
. "$(dirname "$0")/../shell.sh"

begin "a browser and axe-core are there"
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
if [ -z "$browser" ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium; } >apt.log 2>&1
    browser=$(command -v chromium)
fi
if [ -z "$browser" ]; then
    skip "no chromium"
    finish
fi
if ! command -v npm >/dev/null ||
    ! PUPPETEER_SKIP_DOWNLOAD=1 timeout 120 npm install --silent --no-audit --no-fund --prefix "$work" axe-core@4 puppeteer-core@24 >npm.log 2>&1; then
    skip "npm cannot install axe-core and puppeteer-core"
    finish
fi

begin "the demo's pages in the browser"
katve run "$root/geodata/demo/study.yaml" --out o --set 'report.formats=[web, directory]' --set 'report.only=[Kainuu]'
expect_rc 0
web=$(dirname "$(find o -name index.html)")
cp "$root/tests/cli/web_browser.js" .
timeout 170 node web_browser.js "$browser" "$work/$web" >browser.log 2>&1 || {
    wrong "the browser found faults"
    head -n 40 browser.log | cut -c1-300 | sed 's/^/    /'
}
expect grep -q '^all checks done' browser.log
finish
