/* Every sample of official statistics beside the project: read, with sums that agree with what is printed
 * and published, or refused for the reason that stands here.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../table_reading.h"

static const struct {
    const char *file;
    size_t dims, values, missing; /* missing: signs for unknown values */
    const char *refused;          /* why it holds no figures; NULL: it is read */
} sample[] = {
    {"pxweb/11re_2018_fi_comma_latin1.csv", 5, 8 * 102 * 2, 0, NULL},
    {"pxweb/11re_2019_fi_semicolon_latin1.csv", 5, 7 * 102 * 3, 0, NULL},
    {"pxweb/11re_2021_fi_hand_edited_utf8bom.csv", 3, 24 * 3, 0, NULL},
    {"pxweb/12f7_paavo_2023_en_crlf_latin1.csv", 3, 2 * 107, 0, NULL},
    {"pxweb/statfin_akay_001_2009.px", 4, 32 * 2 * 3 * 4, 0, NULL},
    {"pxweb/statfin_tyonv_12r5_eckero_2024.px", 3, 11 * 23, 0, NULL},
    {"pxweb/statfin_vaerak_11rc_2023.px", 4, 159 * 3 * 19, 0, NULL},
    {"pxweb/jsonstat2_11re_built.json", 4, 2 * 6 * 102, 1, NULL},
    {"pxweb/jsonstat2_13kt_fi.json", 5, 1, 0, NULL},
    {"pxweb/jsonstat2_13kt_sv.json", 5, 6, 0, NULL},
    {"pxweb/api_folder_listing.json", 0, 0, 0, "a list of tables"},
    {"pxweb/api_query_example.json", 0, 0, 0, "a question to PxWeb"},
    {"pxweb/api_table_metadata_kuntien_avainluvut_2017.json", 0, 0, 0, "describes a table"},
    {"sotkanet/indicator_127_2009.csv", 5, 466, 0, NULL},
    {"sotkanet/indicator_127_2009.json", 5, 25, 0, NULL},
    {"sotkanet/regions_excerpt.json", 0, 0, 0, "a list of tables"}, /* read as `regions` of the two above */
    {"paavo/pxweb_coordinates_2020_en.csv", 2, 5 * 2, 0, NULL},
};
enum { NSAMPLE = sizeof sample / sizeof *sample };

static const char *shared;
static struct facts f;
static struct kt_arena tmp;
static struct kt_cube cube;

static enum kt_status open_sample(const char *file)
{
    facts_open(&f);
    kt_study_init(&f.st, &f.keep, NULL);
    tmp = f.tmp;
    const char *path = kt_printf(&f.keep, "%s/formats/%s", shared, file), *format = "";
    if (strstr(file, "hand_edited") || strstr(file, "coordinates")) format = "pxweb_csv";
    if (strstr(file, "regions")) format = "jsonstat";
    return kt_cube_open(&cube, &f.st, path, format, "",
                        kt_printf(&f.keep, "%s/formats/sotkanet/regions_excerpt.json", shared), &tmp, &f.err);
}

static void close_sample(void)
{
    kt_cube_close(&cube);
    facts_close(&f);
}

/* Values by place, in a table of at most a hundred thousand. */
static double value[100000];
static size_t taken;

static enum kt_status collect(void *to, const size_t *at, const double *v, size_t n, struct kt_err *err)
{
    (void)to, (void)err;
    size_t i = 0;
    for (size_t d = 0; d < cube.ndim; d++) i = i * cube.dim[d].n + at[d];
    for (size_t k = 0; k < n && i + k < 100000; k++) value[i + k] = v[k];
    taken += n;
    return KT_OK;
}

static bool read_sample(const char *file)
{
    for (size_t i = 0; i < 100000; i++) value[i] = NAN;
    taken = 0;
    bool good = open_sample(file) == KT_OK && kt_cube_read(&cube, collect, NULL, &f.err) == KT_OK;
    if (!good) printf("  %s: %s\n", file, f.err.text);
    CHECK(good);
    return good;
}

KT_TEST(every_sample_is_read_or_refused)
{
    if (!(shared = kt_test_shared())) SKIP("no ../shared beside the project");
    for (size_t i = 0; i < NSAMPLE; i++) {
        if (sample[i].refused) {
            CHECK(open_sample(sample[i].file) == KT_EINPUT);
            if (!strstr(f.err.text, sample[i].refused)) printf("  %s: %s\n", sample[i].file, f.err.text);
            CHECK(strstr(f.err.text, sample[i].refused));
        } else if (read_sample(sample[i].file)) {
            if (cube.ndim != sample[i].dims || taken != sample[i].values)
                printf("  %s: %zu dimensions, %zu values\n", sample[i].file, cube.ndim, taken);
            CHECK(cube.ndim == sample[i].dims && taken == sample[i].values && cube.nvalue == taken);
            for (size_t d = 0; d < cube.ndim; d++)
                for (size_t k = 0; k < cube.dim[d].n; k++)
                    CHECK(kt_utf8_valid(kt_dim_label(&cube.dim[d], k)));
        }
        close_sample();
    }
}

/* No file of the two folders is passed over. */
KT_TEST(no_sample_is_forgotten)
{
    if (!(shared = kt_test_shared())) SKIP("no ../shared beside the project");
    static const char *const folder[] = {"pxweb", "sotkanet"};
    struct kt_arena whole = kt_arena_open((size_t)16 << 20), a = whole;
    struct kt_err err = {0};
    for (int i = 0; i < 2; i++) {
        char **name;
        size_t n, found = 0;
        CHECK(kt_list_files(kt_printf(&a, "%s/formats/%s", shared, folder[i]), &a, &name, &n, &err) == KT_OK);
        for (size_t k = 0; k < n; k++)
            for (size_t s = 0; s < NSAMPLE; s++)
                found += kt_streq(sample[s].file, kt_printf(&a, "%s/%s", folder[i], name[k]));
        CHECK(found + 1 == n); /* and README.md */
    }
    kt_arena_close(whole);
}

static size_t find(const struct kt_cube_dim *d, const char *label)
{
    for (size_t i = 0; i < d->n; i++)
        if (kt_streq(kt_dim_label(d, i), label)) return i;
    CHECK(!*label);
    return 0;
}

/* 11rc: by year, sex, age. Published populations of 31.12. (Statistics Finland, vaerak). */
KT_TEST(population_by_age_1865_to_2023)
{
    if (!(shared = kt_test_shared())) SKIP("no ../shared beside the project");
    static const struct {
        const char *year;
        double persons;
    } published[] = {{"1865", 1843245}, {"2018", 5517919}, {"2019", 5525292}, {"2023", 5603851}};
    if (read_sample("pxweb/statfin_vaerak_11rc_2023.px")) {
        for (size_t y = 0; y < 159; y++) {
            for (size_t s = 0; s < 3; s++) {
                const double *v = value + (y * 3 + s) * 19;
                CHECK(kt_sum(v + 1, 18) == v[0]);
            }
            CHECK(value[(y * 3 + 1) * 19] + value[(y * 3 + 2) * 19] == value[y * 3 * 19]);
        }
        for (size_t i = 0; i < 4; i++)
            CHECK(value[find(&cube.dim[0], published[i].year) * 57] == published[i].persons);
        CHECK_STR(cube.dim[2].name[KT_SV], "Ålder");
        CHECK_STR(cube.dim[3].label[KT_EN][0], "Population 31 Dec");
        CHECK_STR(cube.dim[2].code[18], "85-");
    }
    close_sample();
}

/* 11re of 2019: area, age, sex. Ages add up to the printed totals, men and women to all. */
KT_TEST(population_of_areas_by_year_of_age)
{
    if (!(shared = kt_test_shared())) SKIP("no ../shared beside the project");
    double helsinki[102];
    if (read_sample("pxweb/11re_2019_fi_semicolon_latin1.csv")) {
        for (size_t a = 0; a < 7; a++)
            for (size_t s = 0; s < 3; s++) {
                double sum = 0.0;
                for (size_t k = 1; k < 102; k++) sum += value[(a * 102 + k) * 3 + s];
                CHECK(sum == value[a * 102 * 3 + s]);
            }
        for (size_t i = 0; i < 7 * 102; i++) CHECK(value[3 * i] == value[3 * i + 1] + value[3 * i + 2]);
        CHECK(value[find(&cube.dim[0], "KOKO MAA") * 306] == 5525292);
        for (size_t k = 0; k < 102; k++) helsinki[k] = value[(find(&cube.dim[0], "Helsinki") * 102 + k) * 3];
    }
    close_sample();
    if (read_sample("pxweb/11re_2018_fi_comma_latin1.csv")) CHECK(value[0] + value[1] == 5517919);
    close_sample();
    /* The same figures as JSON-stat: year, area, age. */
    if (read_sample("pxweb/jsonstat2_11re_built.json")) {
        size_t h = find(&cube.dim[1], "Helsinki");
        for (size_t k = 0; k < 102; k++) CHECK(value[(6 + h) * 102 + k] == helsinki[k]);
        CHECK(cube.symbol[3] == 1 && isnan(value[1222]));
    }
    close_sample();
}

KT_TEST(missing_signs_large_values_and_stray_bytes)
{
    if (!(shared = kt_test_shared())) SKIP("no ../shared beside the project");
    if (read_sample("pxweb/statfin_tyonv_12r5_eckero_2024.px")) {
        CHECK(isnan(value[6]) && value[0] == 49 && value[3] == 5.8);
        CHECK(cube.symbol[3] > 50 && cube.symbol[1] == 0);
        CHECK_STR(cube.dim[2].code[0], "KU043");
        CHECK(kt_word_period(cube.dim[0].code[10]) == 202411);
    }
    close_sample();
    if (read_sample("pxweb/jsonstat2_13kt_sv.json")) {
        CHECK(value[0] == 58443598209.0 && value[1] == 70.3);
        CHECK_STR(cube.dim[1].name[KT_SV], "Uppgifter");
    }
    close_sample();
    if (read_sample("pxweb/statfin_akay_001_2009.px")) CHECK(cube.symbol[1] > 0);
    close_sample();
}

/* Both forms of the same indicator tell the same of the areas that are in both. */
KT_TEST(sotkanet_in_both_forms)
{
    if (!(shared = kt_test_shared())) SKIP("no ../shared beside the project");
    static double csv[2000];
    static char code[1000][40];
    size_t n = 0, same = 0;
    if (read_sample("sotkanet/indicator_127_2009.csv")) {
        n = cube.dim[1].n;
        for (size_t r = 0; r < n && r < 1000; r++) {
            snprintf(code[r], sizeof code[r], "%s", cube.dim[1].code[r]);
            csv[r] = value[2 * r];
        }
        CHECK(facts_issues(&f, "region-not-listed") == 1);
    }
    close_sample();
    if (read_sample("sotkanet/indicator_127_2009.json"))
        for (size_t r = 0; r < cube.dim[1].n; r++)
            for (size_t k = 0; k < n; k++)
                same += kt_streq(code[k], cube.dim[1].code[r]) && csv[k] == value[2 * r];
    CHECK(same == 25);
    close_sample();
}

/* Numbers of Swedish speakers by municipality as published, -1 where they are secret; as a px table of `year`. */
enum { PLACES = 309 };
static struct {
    char code[4], status[8];
    double persons, swedish;
} place[PLACES];

static size_t published(const char *year)
{
    char line[400], path[400];
    size_t n = 0;
    snprintf(path, sizeof path, "%s/finland/languages.csv", shared);
    FILE *in = fopen(path, "r");
    while (in && n < PLACES && fgets(line, sizeof line, in)) {
        char *rest = line, *cell[7] = {0};
        for (int i = 0; i < 7; i++) cell[i] = strsep(&rest, ",");
        if (!cell[6] || strcmp(cell[4], year) != 0) continue;
        snprintf(place[n].code, sizeof place[n].code, "%s", cell[0]);
        snprintf(place[n].status, sizeof place[n].status, "%s", cell[2]);
        place[n].persons = atof(cell[5]);
        place[n++].swedish = *cell[6] ? atof(cell[6]) : -1;
    }
    if (in) fclose(in);
    return n;
}

/* Categories: all and Swedish speakers; or persons and the share of Swedish speakers with one decimal. */
static void write_languages(bool shares, size_t n)
{
    FILE *out = fopen(kt_path_join(&f.keep, f.dir, "t.px"), "w");
    if (!out) abort();
    fprintf(out, "STUB=\"Alue\";%sCODES(\"Alue\")=",
            shares ? "HEADING=\"Tiedot\";CODES(\"Tiedot\")=\"M411\",\"M404\";"
                     "VALUES(\"Tiedot\")=\"Väkiluku\",\"Ruotsinkielisten osuus väestöstä, %\";"
                   : "HEADING=\"Kieli\";VALUES(\"Kieli\")=\"KIELET YHTEENSÄ\",\"ruotsi\";");
    for (size_t i = 0; i < n; i++) fprintf(out, "%s\"KU%s\"", i ? "," : "", place[i].code);
    fprintf(out, ";DATA=\n");
    for (size_t i = 0; i < n; i++) {
        fprintf(out, "%.0f ", place[i].persons);
        if (place[i].swedish < 0)
            fprintf(out, "\"...\"\n");
        else if (shares)
            fprintf(out, "%.1f\n", 100 * place[i].swedish / place[i].persons);
        else
            fprintf(out, "%.0f\n", place[i].swedish);
    }
    fprintf(out, ";\n");
    fclose(out);
}

/* Persons times the share that was read is the published number; M404 has one decimal of a percentage. */
static void swedish_speakers(bool shares)
{
    facts_open(&f);
    size_t n = published("2019"), bilingual = 0;
    CHECK(n == PLACES);
    write_languages(shares, n);
    char *here = realpath(shared, NULL);
    facts_write(&f, "people.csv", "id,zone,a\n1,091,3\n");
    CHECK(facts_read(&f, kt_printf(&f.keep,
                                   "zones:\n  - level: municipality\n"
                                   "    source: %s/finland/municipalities_2020.gpkg\n"
                                   "people:\n  source: people.csv\n  ages: {\"0-\": a}\n"
                                   "  zone_languages: t.px\n%s",
                                   here ? here : "", shares ? "  preset: key_figures\n" : "")) == KT_OK);
    free(here);
    const struct kt_pending *p = &f.st.pending;
    size_t sv = 0;
    while (sv < f.st.cells.nlang && !kt_streq(f.st.cells.lang[sv], "sv")) sv++;
    CHECK(sv < f.st.cells.nlang && facts_issues(&f, "not-the-preset") == 0);
    for (size_t i = 0; i < n && sv < f.st.cells.nlang; i++)
        for (size_t z = 0; z < p->nzone_lang; z++) {
            if (!kt_streq(place[i].code, p->zone_lang_code[z])) continue;
            double share = p->zone_lang_share[z * f.st.cells.nlang + sv],
                   limit = shares ? 0.0005 * place[i].persons + 1e-6 : 1e-6;
            CHECK(place[i].swedish < 0 ? isnan(share)
                                       : fabs(share * place[i].persons - place[i].swedish) <= limit);
            bilingual += strchr(place[i].status, '-') != NULL;
        }
    CHECK(bilingual == 33);
    facts_close(&f);
}

KT_TEST(swedish_speakers_of_bilingual_municipalities)
{
    if (!(shared = kt_test_shared())) SKIP("no ../shared beside the project");
    swedish_speakers(false);
    swedish_speakers(true);
}

KT_TEST_MAIN
