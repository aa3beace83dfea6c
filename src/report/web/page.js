/* The page reads without this script. With it: languages one at a time, search, measures, hover,
 * keys from area to area, sorting and a table to take along. Words and numbers stand in the page;
 * only raw values for sorting and for the file come from the block of data.
 * SPDX-License-Identifier: GPL-3.0-or-later */
(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const sections = Array.from(document.querySelectorAll('section.language'));
  const figure = document.getElementById('figure');
  const zones = Array.from(document.querySelectorAll('#z path'));
  const group = document.getElementById('m');
  const state = { section: sections[0], measure: 0, picked: -1, region: '' };
  const all = (selector) => Array.from(state.section.querySelectorAll(selector));
  const one = (selector) => state.section.querySelector(selector);

  /* ---- rows: row i of every section is area i of the data ---- */

  for (const section of sections) {
    section.rows_ = Array.from(section.querySelectorAll('tbody tr'));
    section.names_ = section.rows_.map((row) => row.cells[0].textContent);
    section.heads_ = Array.from(section.querySelectorAll('thead th')).map((th) => th.textContent);
    section.querySelector('datalist').append(...section.names_.map((name) => new Option(name, name)));
  }
  const nameOf = (i) => state.section.names_[i];
  const cellOf = (i, column) => state.section.rows_[i].cells[column].textContent;

  /* ---- an area is told, looked at or picked ---- */

  function sentence(i) {
    const column = data.measures[state.measure].column;
    return nameOf(i) + ': ' + cellOf(i, column) + ' – ' + state.section.heads_[column];
  }

  function tell(i, aloud) {
    const status = one('.picked'), list = one('.figures');
    status.setAttribute('aria-live', aloud ? 'polite' : 'off');
    status.textContent = i < 0 ? '' : sentence(i);
    list.replaceChildren();
    if (i < 0) return;
    state.section.heads_.slice(1).forEach((head, k) => {
      const dt = document.createElement('dt'), dd = document.createElement('dd');
      dt.textContent = head;
      dd.textContent = cellOf(i, k + 1);
      list.append(dt, dd);
    });
  }

  function pick(i, focus) {
    state.picked = i;
    zones.forEach((zone, k) => {
      zone.setAttribute('aria-selected', String(k === i));
      zone.tabIndex = k === (i < 0 ? 0 : i) ? 0 : -1;
    });
    for (const section of sections)
      section.rows_.forEach((row, k) => row.classList.toggle('on', k === i));
    if (i >= 0 && zones[i]) {
      zones[i].parentNode.append(zones[i]);
      if (focus) zones[i].focus({ preventScroll: true });
    }
    tell(i, true);
  }

  /* The nearest area whose middle lies within 45 degrees of the arrow. */
  const middle = (zone) => {
    const b = zone.getBBox();
    return [b.x + b.width / 2, b.y + b.height / 2];
  };
  function beyond(i, dx, dy) {
    const from = middle(zones[i]);
    let best = -1, least = Infinity;
    zones.forEach((zone, k) => {
      if (k === i || zone.style.display === 'none') return;
      const to = middle(zone), x = to[0] - from[0], y = to[1] - from[1];
      const along = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
      const cost = along + 2 * aside;
      if (along > 0 && aside <= along && cost < least) {
        best = k;
        least = cost;
      }
    });
    return best;
  }

  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  function onKey(event) {
    const i = zones.indexOf(event.target);
    if (i < 0) return;
    let to = -1;
    if (arrows[event.key]) to = beyond(i, arrows[event.key][0], arrows[event.key][1]);
    else if (event.key === 'Home') to = 0;
    else if (event.key === 'End') to = zones.length - 1;
    else if (event.key === 'Enter' || event.key === ' ') to = i;
    else return;
    event.preventDefault();
    if (to >= 0) pick(to, true);
  }

  function openMap() {
    if (!figure || !zones.length) return;
    const list = document.getElementById('z');
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-orientation', 'horizontal');
    figure.querySelector('svg').setAttribute('role', 'group');
    zones.forEach((zone) => zone.setAttribute('role', 'option'));
    list.addEventListener('pointerover', (e) => zones.includes(e.target) && tell(zones.indexOf(e.target), false));
    list.addEventListener('pointerleave', () => tell(state.picked, false));
    list.addEventListener('click', (e) => zones.includes(e.target) && pick(zones.indexOf(e.target), true));
    list.addEventListener('keydown', onKey);
    list.addEventListener('focusin', (e) => tell(zones.indexOf(e.target), true));
  }

  /* ---- measures ---- */

  function measure(m) {
    state.measure = m;
    const chosen = data.measures[m];
    if (group) {
      group.dataset.m = chosen.name;
      zones.forEach((zone, i) => zone.setAttribute('class', 'c' + chosen.classes[i]));
    }
    for (const section of sections) {
      section.querySelectorAll('.legend').forEach((legend, i) => { legend.hidden = i !== m; });
      section.querySelectorAll('.measure').forEach((radio, i) => { radio.checked = i === m; });
    }
    describe();
    tell(state.picked, false);
  }

  /* Names of areas and of the picture in the language at hand. */
  function describe() {
    if (!figure) return;
    const column = data.measures[state.measure].column, label = state.section.heads_[column];
    figure.querySelector('svg').setAttribute('aria-label', label);
    const list = document.getElementById('z');
    list.setAttribute('aria-label', state.section.dataset.areas + ': ' + label);
    zones.forEach((zone, i) => zone.setAttribute('aria-label', nameOf(i) + ', ' + cellOf(i, column)));
  }

  /* ---- regions: fewer rows, and the map closer ---- */

  const whole = figure && figure.querySelector('svg').getAttribute('viewBox');
  function region(code) {
    state.region = code;
    const inside = (i) => code === '' || data.region[i] === code;
    for (const section of sections) {
      section.rows_.forEach((row, i) => { row.hidden = !inside(i); });
      section.querySelectorAll('.region').forEach((select) => { select.value = code; });
    }
    if (!figure) return;
    let box = null;
    zones.forEach((zone, i) => {
      zone.style.display = inside(i) ? '' : 'none';
      if (!inside(i) || code === '') return;
      const b = zone.getBBox();
      box = box ? [Math.min(box[0], b.x), Math.min(box[1], b.y), Math.max(box[2], b.x + b.width),
        Math.max(box[3], b.y + b.height)] : [b.x, b.y, b.x + b.width, b.y + b.height];
    });
    const pad = box ? 0.04 * Math.max(box[2] - box[0], box[3] - box[1]) : 0;
    figure.querySelector('svg').setAttribute('viewBox', box ? [box[0] - pad, box[1] - pad,
      box[2] - box[0] + 2 * pad, box[3] - box[1] + 2 * pad].join(' ') : whole);
    const picked = state.picked >= 0 && inside(state.picked) ? state.picked : data.code.findIndex((c, i) => inside(i));
    zones.forEach((zone, k) => { zone.tabIndex = k === picked ? 0 : -1; });
  }

  /* ---- search ---- */

  function search(text, sure) {
    const wanted = text.trim().toLocaleLowerCase(state.section.lang);
    if (wanted === '') return;
    const names = state.section.names_.map((name) => name.toLocaleLowerCase(state.section.lang));
    let i = names.indexOf(wanted);
    if (i < 0 && sure) i = names.findIndex((name) => name.startsWith(wanted));
    if (i < 0 && sure) i = names.findIndex((name) => name.includes(wanted));
    if (i >= 0) {
      if (state.region !== '' && data.region[i] !== state.region) region('');
      pick(i, false);
    } else if (sure) {
      pick(-1, false);
      one('.picked').textContent = state.section.dataset.none;
    }
  }

  /* ---- sorting ---- */

  const missing = (v) => typeof v !== 'number';
  function sort(section, column) {
    const heads = Array.from(section.querySelectorAll('thead th')), th = heads[column];
    const raw = data.columns[column - 1];
    const numbers = raw && raw.value;
    const was = th.getAttribute('aria-sort');
    const up = was ? was !== 'ascending' : !numbers || raw.kind === 'rank';
    heads.forEach((head) => head.removeAttribute('aria-sort'));
    th.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const order = section.rows_.map((row, i) => i);
    const text = (i) => section.rows_[i].cells[column].textContent;
    const collator = new Intl.Collator(section.lang);
    order.sort((a, b) => {
      if (!numbers) return (up ? 1 : -1) * collator.compare(text(a), text(b)) || a - b;
      if (missing(numbers[a]) || missing(numbers[b])) return missing(numbers[a]) - missing(numbers[b]) || a - b;
      return (up ? 1 : -1) * (numbers[a] - numbers[b]) || a - b;
    });
    section.querySelector('tbody').append(...order.map((i) => section.rows_[i]));
  }

  function openSorting(section) {
    section.querySelectorAll('thead th').forEach((th, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...th.childNodes);
      th.append(button);
      button.addEventListener('click', () => sort(section, column));
    });
  }

  /* ---- the table as a file ---- */

  function field(v) {
    let s = v === null || v === undefined || v === false ? '' : String(v);
    if (typeof v === 'string' && /^[=+\-@\t\r]/.test(s)) s = "'" + s;
    return /[",\r\n]/.test(s) ? '"' + s.replace(/"/g, '""') + '"' : s;
  }

  function table(section) {
    const head = ['code', 'name'], lines = [];
    for (const column of data.columns) {
      head.push(column.name);
      if (column.lower) head.push(column.name + '_lower', column.name + '_upper');
    }
    lines.push(head.map(field).join(','));
    section.rows_.forEach((row, i) => {
      if (row.hidden) return;
      const line = [data.code[i], section.names_[i]];
      data.columns.forEach((column, k) => {
        line.push(column.value ? column.value[i] : row.cells[k + 1].textContent);
        if (column.lower) line.push(column.lower[i], column.upper[i]);
      });
      lines.push(line.map(field).join(','));
    });
    return '\ufeff' + lines.join('\r\n') + '\r\n';
  }

  function download(section) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([table(section)], { type: 'text/csv;charset=utf-8' }));
    link.download = data.file + '-' + section.lang + '.csv';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /* ---- languages ---- */

  function language(code, focus) {
    const section = sections.find((s) => s.lang === code);
    if (!section) return;
    state.section = section;
    sections.forEach((s) => { s.hidden = s !== section; });
    document.documentElement.lang = code;
    document.title = section.dataset.title;
    document.querySelector('.kicker').textContent = section.dataset.title;
    const skip = document.querySelector('.skip');
    skip.textContent = section.dataset.skip;
    skip.href = '#' + code;
    document.querySelectorAll('nav a').forEach((a) => {
      if (a.hreflang === code) a.setAttribute('aria-current', 'true');
      else a.removeAttribute('aria-current');
    });
    const slot = one('.map');
    if (figure && slot && slot !== figure.parentNode) slot.replaceChildren(figure);
    describe();
    tell(state.picked, false);
    if (focus) section.querySelector('h1').focus();
  }

  /* ---- opening ---- */

  for (const section of sections) {
    section.querySelectorAll('.controls').forEach((box) => { box.hidden = false; });
    section.querySelectorAll('.measure').forEach((radio, i) => radio.addEventListener('change', () => measure(i)));
    section.querySelectorAll('.region').forEach((s) => s.addEventListener('change', () => region(s.value)));
    section.querySelector('.csv').addEventListener('click', () => download(section));
    const find = section.querySelector('.find');
    find.addEventListener('input', () => search(find.value, false));
    find.addEventListener('keydown', (e) => {
      if (e.key !== 'Enter') return;
      e.preventDefault();
      search(find.value, true);
    });
    openSorting(section);
  }
  openMap();
  document.querySelectorAll('nav a').forEach((a) => a.addEventListener('click', (e) => {
    e.preventDefault();
    history.replaceState(null, '', '#' + a.hreflang);
    language(a.hreflang, true);
  }));
  const known = sections.map((s) => s.lang);
  const wish = [location.hash.slice(1)].concat((navigator.languages || []).map((l) => l.slice(0, 2)));
  pick(-1, false);
  if (data.measures.length) measure(0);
  language(wish.find((l) => known.includes(l)) || known[0], false);
}());
