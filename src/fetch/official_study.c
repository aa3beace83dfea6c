/* The study that the official files make, ready to run.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fetch_internal.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* %1: year of the division, %2: year of the figures, %3: field of the postal codes, %4: day. Files are
 * named relative to the study file. */
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
    "  date: %4$s\n"
    "  sources_fi: \"Kunta- ja postinumeroalueet, väestö: Tilastokeskus %1$d. Kirjastot: Kirkanta, "
    "Kirjastot.fi. "
    "CC BY 4.0.\"\n"
    "  sources_sv: \"Kommun- och postnummerområden, befolkning: Statistikcentralen %1$d. Bibliotek: "
    "Kirkanta, "
    "Kirjastot.fi. CC BY 4.0.\"\n"
    "  sources_en: \"Municipalities, postal areas, population: Statistics Finland %1$d. Libraries: Kirkanta, "
    "Kirjastot.fi. CC BY 4.0.\"\n\n"
    "zones:\n"
    "  - level: municipality\n"
    "    source: municipalities-%1$d.geojson\n"
    "    columns: {code: kunta, name_fi: nimi, name_sv: namn, name_en: name}\n"
    "    credit_fi: Tilastokeskus %1$d, CC BY 4.0\n"
    "    credit_sv: Statistikcentralen %1$d, CC BY 4.0\n"
    "    credit_en: Statistics Finland %1$d, CC BY 4.0\n"
    "  - level: region\n"
    "    source: regions-%1$d.geojson\n"
    "    columns: {code: maakunta, name_fi: nimi, name_sv: namn, name_en: name}\n"
    "    credit_fi: Tilastokeskus %1$d, CC BY 4.0\n"
    "    credit_sv: Statistikcentralen %1$d, CC BY 4.0\n"
    "    credit_en: Statistics Finland %1$d, CC BY 4.0\n\n"
    "# Postal areas with Paavo's ages, which are those of two years before the release.\n"
    "people:\n"
    "  source: postal-areas-%1$d.geojson\n"
    "  columns: {id: %3$s, name: nimi, x: euref_x, y: euref_y, zone: kunta, total: he_vakiy}\n"
    "  ages:\n"
    "    \"0-15\": he_0_2+he_3_6+he_7_12+he_13_15\n"
    "    \"16-24\": he_16_17+he_18_19+he_20_24\n"
    "    \"25-44\": he_25_29+he_30_34+he_35_39+he_40_44\n"
    "    \"45-64\": he_45_49+he_50_54+he_55_59+he_60_64\n"
    "    \"65-74\": he_65_69+he_70_74\n"
    "    \"75-\": he_75_79+he_80_84+he_85_\n"
    "  missing: [\"-1\"]\n\n"
    "# Libraries alone: add the register of your own service points. Hours are those of the week of "
    "fetching.\n"
    "sites:\n"
    "  source: libraries.csv\n"
    "  columns: {id: id, name_fi: name, lon: lon, lat: lat, hours_week: hours_week}\n"
    "  supports_when: \"digital_support=1\"\n\n";

/* Newer releases call the postal code postinumeroalue, older ones posti_alue. */
static const char *postal_code_field(const char *geojson)
{
    json_error_t why;
    json_t *root = json_load_file(geojson, 0, &why);
    const json_t *first = json_array_get(json_object_get(root, "features"), 0);
    bool old = json_object_get(json_object_get(first, "properties"), "posti_alue") != NULL;
    json_decref(root);
    return old ? "posti_alue" : "postinumeroalue";
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
    const char *postal = kt_path_join(keep, opt->dir, kt_printf(keep, "postal-areas-%d.geojson", opt->year));
    char day[16];
    time_t now = time(NULL);
    struct tm utc;
    strftime(day, sizeof day, "%Y-%m-%d", gmtime_r(&now, &utc));
    const char *part = kt_printf(keep, "%s.part", *path);
    FILE *f = fopen(part, "wb");
    bool ok = f && fprintf(f, template, opt->year, opt->year - 1, postal_code_field(postal), day) > 0 &&
              fprintf(f, "rates:\n  source: %s\n", rates_table(opt->dir, keep)) > 0;
    if (f) ok = fclose(f) == 0 && ok;
    ok = ok && rename(part, *path) == 0;
    return ok ? KT_OK : kt_fail_at(err, KT_EIO, *path, 0, "could not be written: %s", strerror(errno));
}
