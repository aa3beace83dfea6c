// Drives the pages of a run in headless Chromium: node web_browser.js BROWSER FOLDER
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';
const fs = require('fs');
const path = require('path');
const puppeteer = require('puppeteer-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [, , executablePath, folder] = process.argv;
let faults = 0;

function check(ok, what) {
  if (ok) return;
  faults++;
  console.log('not so: ' + what);
}

async function accessible(page, what) {
  // A few rows stand for hundreds alike: the checker looks at each one.
  await page.evaluate(() => document.querySelectorAll('tbody tr:nth-child(n+9), section.area:nth-of-type(n+9)').forEach((e) => e.remove()));
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  for (const v of found.violations)
    check(false, what + ': ' + v.id + ': ' + v.help + ' at ' + v.nodes.slice(0, 2).map((n) => n.html.slice(0, 120)).join(' | '));
  check(found.passes.length > 15, what + ': axe looked at hardly anything');
}

const picked = (page) => page.$eval('section:not([hidden]) .picked', (p) => p.textContent);
const first = (page) => page.$eval('section:not([hidden]) tbody tr th', (th) => th.textContent);

async function overview(browser) {
  const page = await browser.newPage();
  const errors = [];
  page.on('pageerror', (e) => errors.push(e.message));
  page.on('request', (r) => check(/^(file|data|blob):/.test(r.url()), 'asks for ' + r.url()));
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto('file://' + path.join(folder, 'index.html') + '#fi');
  await page.click('nav a[hreflang=sv]');
  check(await page.$eval('html', (h) => h.lang) === 'sv', 'the language of the document follows');
  check(await page.$$eval('section.language:not([hidden])', (s) => s.length) === 1, 'one language at a time');
  check(await page.evaluate(() => document.activeElement.tagName) === 'H1', 'focus goes to the heading');
  check(await page.$eval('#sv svg path[aria-label]', (p) => p.getAttribute('aria-label').length) > 0, 'areas have Swedish names');
  await page.click('nav a[hreflang=fi]');

  await page.type('#fi-find', 'Utsjo');
  await page.keyboard.press('Enter');
  check((await picked(page)).startsWith('Utsjoki/Ohcejohka: '), 'search picks Utsjoki: ' + await picked(page));
  check(await page.$eval('#fi .picked', (p) => p.getAttribute('aria-live')) === 'polite', 'what is picked is said aloud');
  await page.$eval('#fi-find', (input) => { input.value = ''; });
  await page.type('#fi-find', 'Xyzzy');
  await page.keyboard.press('Enter');
  check(!(await picked(page)).includes(':') && (await picked(page)).length > 5, 'a search without a hit says so');

  const before = await page.$$eval('#z path', (z) => z.map((p) => p.getAttribute('class')).join());
  await page.$$eval('#fi .measure', (m) => m[1].click());
  check(before !== await page.$$eval('#z path', (z) => z.map((p) => p.getAttribute('class')).join()), 'another measure, other colours');
  check(await page.$$eval('#fi .legend:not([hidden])', (l) => l.length) === 1, 'one legend at a time');
  await page.$$eval('#fi .measure', (m) => m[0].click());

  const spot = await page.evaluate(() => {
    const svg = document.querySelector('#figure svg');
    svg.scrollIntoView({ behavior: 'instant' });
    for (const zone of document.querySelectorAll('#z path')) {
      const b = zone.getBoundingClientRect(), x = b.x + b.width / 2, y = b.y + b.height / 2;
      if (document.elementFromPoint(x, y) === zone) return { x, y, name: zone.getAttribute('aria-label').split(',')[0] };
    }
    return null;
  });
  await page.mouse.move(spot.x, spot.y);
  check((await picked(page)).startsWith(spot.name + ': '), 'hovering tells ' + spot.name + ': ' + await picked(page));
  await page.mouse.click(spot.x, spot.y);
  check(await page.$$eval('#z path[aria-selected=true]', (p) => p.length) === 1, 'a click picks one area');
  check(await page.$eval('#fi tr.on th', (th) => th.textContent) === spot.name, 'and marks its row');

  let moved = 0;
  for (const key of ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight']) {
    const was = await picked(page);
    await page.keyboard.press(key);
    moved += was !== await picked(page);
  }
  check(moved >= 2, 'arrow keys go from area to area');
  check(await page.evaluate(() => document.activeElement.getAttribute('role')) === 'option', 'the focus goes with them');
  check(await page.evaluate(() => {
    const look = getComputedStyle(document.activeElement);
    return look.outlineStyle !== 'none' || parseFloat(look.strokeWidth) > 2;
  }), 'the focus can be seen');
  check(await page.$$eval('#z path[tabindex="0"]', (p) => p.length) === 1, 'the map is one stop of the tab key');

  const columns = await page.$$eval('#fi thead th', (th) => th.length);
  await page.$$eval('#fi thead button', (b) => b[1].click());
  const most = await first(page);
  check(most === 'Helsinki', 'the most people come first: ' + most);
  check(await page.$$eval('#fi thead th', (th) => th[1].getAttribute('aria-sort')) === 'descending', 'the order is said');
  await page.$$eval('#fi thead button', (b) => b[1].click());
  check(await first(page) !== most, 'a second click turns the order');
  await page.$$eval('#fi thead button', (b) => b[0].click());
  check((await first(page)).startsWith('A'), 'names sort by the language');

  await page.select('#fi-region', '18');
  const rows = await page.$$eval('#fi tbody tr:not([hidden])', (r) => r.length);
  check(rows > 3 && rows < 20, 'a region alone: ' + rows);
  const csv = await page.evaluate(() => new Promise((done) => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { blob.text().then(done); return make(blob); };
    document.querySelector('#fi .csv').click();
  }));
  const width = (l) => l.replace(/"[^"]*"/g, '').split(',').length;
  const lines = csv.trim().split('\r\n');
  check(lines.length === rows + 1 && lines.every((l) => width(l) === width(lines[0])), 'the file holds the rows shown');
  check(/(^|,)need,need_lower,need_upper(,|$)/.test(lines[0]), 'the file has intervals');
  await page.select('#fi-region', '');

  await page.setViewport({ width: 320, height: 800 });
  check(await page.evaluate(() => document.documentElement.scrollWidth) <= 320, 'nothing runs off at 320 px');
  await page.setViewport({ width: 1280, height: 900 });
  await accessible(page, 'index after use');
  check(errors.length === 0, 'script errors: ' + errors.join('; '));
  await page.close();
  return columns;
}

async function withoutScript(browser, columns) {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto('file://' + path.join(folder, 'index.html'));
  const seen = await page.$$eval('section.language', (all) => all.map((s) => ({
    shown: s.getClientRects().length > 0,
    map: s.querySelector('svg').getBoundingClientRect().height,
    cells: Array.from(s.querySelectorAll('tbody tr')).map((r) => r.cells.length),
    empty: Array.from(s.querySelectorAll('tbody td')).filter((td) => !td.textContent.trim()).length,
  })));
  check(seen.length === 3 && seen.every((s) => s.shown), 'without a script all three languages stand there');
  check(seen.every((s) => s.map > 100), 'each with its map');
  check(seen.every((s) => s.cells.length > 300 && s.cells.every((n) => n === columns)), 'and every figure');
  check(seen.every((s) => s.empty === 0), 'no cell is empty');
  check(await page.$$eval('.controls', (c) => c.every((x) => x.getClientRects().length === 0)), 'no control that does nothing');
  await page.close();
}

async function directory(browser) {
  const page = await browser.newPage();
  await page.goto('file://' + path.join(folder, 'directory-fi.html'));
  const all = await page.$$eval('section.area', (a) => a.length);
  check(all > 300, 'every municipality has a section: ' + all);
  await page.type('#find', 'esbo');
  const left = await page.$$eval('section.area:not([hidden]) h3', (h) => h.map((x) => x.textContent));
  check(left.length === 1 && left[0] === 'Espoo', 'a Swedish name finds it: ' + left);
  await page.$eval('#find', (input) => { input.value = ''; });
  await page.type('#find', 'ohce');
  const sami = await page.$$eval('section.area:not([hidden]) h3', (h) => h.map((x) => x.textContent));
  check(sami.length === 1 && sami[0] === 'Utsjoki/Ohcejohka', 'a Sámi name finds it: ' + sami);
  check(await page.$$eval('section.area', (all) => all.every((a) => /^a\d{3}$/.test(a.id))), 'each has an address of its own');
  await page.setViewport({ width: 320, height: 800 });
  check(await page.evaluate(() => document.documentElement.scrollWidth) <= 320, 'the directory fits 320 px');
  await page.reload();
  await accessible(page, 'directory fi');
  await page.close();
}

(async () => {
  const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const columns = await overview(browser);
    await withoutScript(browser, columns);
    if (fs.existsSync(path.join(folder, 'directory-fi.html'))) await directory(browser);
  } finally {
    await browser.close();
  }
  console.log('all checks done');
  process.exit(faults ? 1 : 0);
})().catch((e) => {
  console.log(e.stack);
  process.exit(2);
});
