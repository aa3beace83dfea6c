/* The directory reads without this script, which only leaves out what is not sought.
 * SPDX-License-Identifier: GPL-3.0-or-later */
(function () {
  'use strict';
  const areas = Array.from(document.querySelectorAll('section.area'));
  const regions = Array.from(document.querySelectorAll('section.region'));
  const find = document.getElementById('find'), found = document.getElementById('found');
  const lower = (s) => s.trim().toLocaleLowerCase(document.documentElement.lang);
  const names = areas.map((area) => lower(area.dataset.names));

  function search() {
    const wanted = lower(find.value);
    let n = 0;
    areas.forEach((area, i) => {
      area.hidden = wanted !== '' && !names[i].split(/[|\/]/).some((name) => name.startsWith(wanted));
      n += !area.hidden;
    });
    regions.forEach((region) => { region.hidden = !region.querySelector('section.area:not([hidden])'); });
    found.textContent = wanted === '' ? '' : n ? found.dataset.found.replace('{0}', n) : found.dataset.none;
  }

  document.querySelector('.controls').hidden = false;
  find.addEventListener('input', search);
  if (location.search.startsWith('?q=')) {
    find.value = decodeURIComponent(location.search.slice(3).replace(/\+/g, ' '));
    search();
  }
}());
