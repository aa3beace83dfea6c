/* The study that the official files make, ready to run.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fetch_internal.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* %1: year of the division, %2: year of the figures, %3: day. Files are named relative to the study file,
 * and are read by the importers of their official forms. */
static const char template[] =
    "# Finland by the official outlines and figures. Written by `katve fetch official --year %1$d`;\n"
    "# change it as you like, it is not written over. SOURCES.json tells addresses, days and licences.\n"
    "study:\n"
    "  id: finland-%1$d\n"
    "  title_fi: Digituen tilannekuva %1$d\n"
    "  title_sv: Lägesbild av digitalt stöd %1$d\n"
    "  title_en: Situational picture of digital support %1$d\n"
    "  year: %2$d\n"
    "  division_year: %1$d\n"
    "  date: %3$s\n"
    "  sources_fi: \"Kunta- ja postinumeroalueet, väestö: Tilastokeskus %1$d. Kirjastot: Kirkanta, "
    "Kirjastot.fi. CC BY 4.0.\"\n"
    "  sources_sv: \"Kommun- och postnummerområden, befolkning: Statistikcentralen %1$d. Bibliotek: "
    "Kirkanta, Kirjastot.fi. CC BY 4.0.\"\n"
    "  sources_en: \"Municipalities, postal areas, population: Statistics Finland %1$d. Libraries: "
    "Kirkanta, Kirjastot.fi. CC BY 4.0.\"\n\n"
    "zones:\n"
    "  - level: municipality\n"
    "    importer: statfi_zones\n"
    "    source: municipalities-%1$d.geojson\n"
    "    credit_fi: Tilastokeskus %1$d, CC BY 4.0\n"
    "    credit_sv: Statistikcentralen %1$d, CC BY 4.0\n"
    "    credit_en: Statistics Finland %1$d, CC BY 4.0\n"
    "  - level: region\n"
    "    importer: statfi_zones\n"
    "    source: regions-%1$d.geojson\n"
    "    credit_fi: Tilastokeskus %1$d, CC BY 4.0\n"
    "    credit_sv: Statistikcentralen %1$d, CC BY 4.0\n"
    "    credit_en: Statistics Finland %1$d, CC BY 4.0\n\n"
    "# Where people live is Paavo's, of two years before the release. How many they are by age in each\n"
    "# municipality, and their mother tongues, are of 31.12.%2$d (tables 11re and 11rm).\n"
    "people:\n"
    "  importer: paavo\n"
    "  source: postal-areas-%1$d.geojson\n"
    "  zone_ages: population-by-age-%1$d.json\n"
    "  zone_ages_importer: jsonstat\n"
    "  zone_languages: languages-%1$d.json\n"
    "  zone_languages_importer: jsonstat\n"
    "  rake: true\n\n"
    "# Hours are those of the week of fetching. Add the register of your own service points to the list.\n"
    "sites:\n"
    "  - {importer: kirkanta, source: libraries.json}\n";

/* The service locations of each municipality asked for. */
static bool put_service_locations(FILE *f, const struct kt_fetch_options *opt)
{
    bool ok = true;
    for (const char *p = opt->area ? opt->area : ""; *p;) {
        size_t n = strcspn(p, ",");
        if (n) ok &= fprintf(f, "  - {importer: ptv, source: service-locations-%.*s.json}\n", (int)n, p) > 0;
        p += n + (p[n] == ',');
    }
    return ok;
}

/* The table of survey rates that comes with katve: beside the folder in the project, else installed. */
static const char *rates_table(const char *dir, struct kt_arena *keep)
{
    static const char beside[] = "../rates/finland.csv", installed[] = KT_DATADIR "/rates/finland.csv";
    char full[PATH_MAX];
    if (access(kt_path_join(keep, dir, beside), R_OK) == 0) return beside;
    if (realpath("geodata/rates/finland.csv", full)) return kt_strdup(keep, full);
    return installed;
}

enum kt_status kt_fetch_study(const struct kt_fetch_options *opt, struct kt_arena *keep, const char **path,
                              struct kt_err *err)
{
    *path = kt_path_join(keep, opt->dir, kt_printf(keep, "finland-%d.yaml", opt->year));
    if (access(*path, F_OK) == 0) return KT_OK;
    char day[16];
    time_t now = time(NULL);
    struct tm utc;
    strftime(day, sizeof day, "%Y-%m-%d", gmtime_r(&now, &utc));
    const char *part = kt_printf(keep, "%s.part", *path);
    FILE *f = fopen(part, "wb");
    bool ok = f && fprintf(f, template, opt->year, opt->year - 1, day) > 0 && put_service_locations(f, opt) &&
              fprintf(f, "\nrates:\n  source: %s\n", rates_table(opt->dir, keep)) > 0;
    if (f) ok = fclose(f) == 0 && ok;
    ok = ok && rename(part, *path) == 0;
    return ok ? KT_OK : kt_fail_at(err, KT_EIO, *path, 0, "could not be written: %s", strerror(errno));
}
