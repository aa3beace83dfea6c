/* Any bytes at all as one of a study's inputs: the first byte says which (zones as GeoJSON, regions, people,
 * sites, rates or travel costs as CSV, or travel as JSON), the rest is the file. It is read and frozen, or
 * refused in words; the facts that come out are valid. With clang: -fsanitize=fuzzer,address.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "kept_facts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char study[] = "study: {date: 2020-06-01}\n" FACTS_ZONES_YAML
                            "people:\n  source: people.csv\n  ages: {\"0-64\": a, \"65-\": b}\n"
                            "  languages: {sv: swe}\n  rake: true\n"
                            "sites:\n  source: sites.csv\nrates:\n  source: rates.csv\n"
                            "travel:\n  - {source: long.csv}\n  - {source: wide.csv, layout: wide, mode: w}\n"
                            "  - {source: osrm.json, mode: o}\n";

static const struct {
    const char *name, *text;
} file[] = {
    {"zones.geojson", FACTS_FOUR},
    {"regions.csv", FACTS_REGIONS},
    {"people.csv", "id;zone;x;y;a;b;swe\n1;005;405000;6715000;30;2;2\n2;009;415000,5;6715000;3;4;1\n"
                   "3;010;405000;6725000;..;4;1\n4;091;415000;6725000;7;8;0\n"},
    {"sites.csv", "id,name_fi,municipality,x,y,languages,hours_week,supports,updated_on\n"
                  "s1,Piste,005,405000,6715000,fi;sv,12.5,yes,2020-01-01\n"},
    {"rates.csv", "layer,year,age_min,age_max,rate,n_eff,source\n1,2018,75,,0.6,500,s\n"},
    {"long.csv", "from_id,to_id,mode,departure_time,travel_time_p50\n1,s1,car,08:00,12\n2,s1,walk,,3\n"},
    {"wide.csv", "cell,s1\n1,4\n2,\n"},
    {"osrm.json", "{\"durations\":[[60],[null],[1],[2]]}"}};
enum { FILES = sizeof file / sizeof *file };

static void look_at(const struct kt_study *st)
{
    const struct kt_cells *cs = &st->cells;
    for (size_t c = 0; c < cs->n; c++) {
        MUST(cs->zone[c] >= 0 && (size_t)cs->zone[c] < st->level[0].n);
        MUST(isfinite(cs->x[c]) && isfinite(cs->y[c]) && cs->total[c] >= 0.0);
        for (size_t a = 0; a < cs->ages.n; a++) MUST(cs->persons[c * cs->ages.n + a] >= 0.0);
    }
    for (size_t lv = 0; lv + 1 < st->nlevel; lv++)
        for (size_t z = 0; z < st->level[lv].n; z++)
            MUST(st->level[lv].parent[z] >= 0 && (size_t)st->level[lv].parent[z] < st->level[lv + 1].n);
    for (size_t s = 0; s < st->sites.n; s++) {
        MUST(st->sites.zone[s] >= -1 && st->sites.zone[s] < (int32_t)st->level[0].n);
        MUST(!(st->sites.hours_week[s] < 0.0) && !(st->sites.hours_week[s] > 168.0));
    }
    for (size_t i = 0; i < st->nmatrix; i++) {
        const struct kt_csr *p = &st->matrix[i].pairs;
        MUST(p->nrow == cs->n && p->ncol == st->sites.n && p->start[p->nrow] == p->nnz);
        for (size_t c = 0; c < p->nrow; c++)
            for (size_t k = p->start[c]; k < p->start[c + 1]; k++)
                MUST(p->col[k] >= 0 && (size_t)p->col[k] < p->ncol && p->val[k] >= 0.0F &&
                     (k == p->start[c] || p->col[k] > p->col[k - 1]));
    }
    for (size_t i = 0; i < st->rates.n; i++) MUST(st->rates.rate[i] >= 0.0 && st->rates.rate[i] <= 1.0);
}

/* The steps of reading, in order. A file is read at its own step; before it stand the facts of the others,
 * after it go the steps up to the rates (the tables of travel are searched by themselves). */
enum { ZONES, REGIONS, PEOPLE, SITES, RATES, TRAVEL, STEPS = FILES };
static struct kept_facts import_facts[FILES];

static enum kt_status run_step(struct facts *f, size_t step)
{
    static const struct {
        const struct kt_importer *importer;
        const char *section;
    } run[STEPS] = {{&kt_zones_vector, "zones[0]"},   {&kt_zones_vector, "zones[1]"},
                    {&kt_people_cells, "people"},     {&kt_sites_register, "sites"},
                    {&kt_rates_table, "rates"},       {&kt_travel_matrix, "travel[0]"},
                    {&kt_travel_matrix, "travel[1]"}, {&kt_travel_matrix, "travel[2]"}};
    return run[step].importer->run(&f->st, run[step].section, f->tmp, &f->err);
}

static struct facts *prepared(size_t i)
{
    struct kept_facts *k = &import_facts[i];
    if (k->taken) return kept_back(k);
    facts_open(&k->f);
    for (size_t n = 0; n < FILES; n++) facts_write(&k->f, file[n].name, file[n].text);
    MUST(facts_settings(&k->f, study) == KT_OK);
    struct kt_study none = k->f.st;
    MUST(run_step(&k->f, ZONES) == KT_OK);
    memcpy(none.plausible, k->f.st.plausible, sizeof none.plausible);
    if (i == ZONES) k->f.st = none;
    for (size_t step = REGIONS; step < i && step < TRAVEL; step++) MUST(run_step(&k->f, step) == KT_OK);
    kept_take(k);
    return &k->f;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    size_t i = data[0] % FILES;
    struct facts *f = prepared(i);
    facts_write_bytes(f, file[i].name, data + 1, size - 1);
    enum kt_status s = KT_OK;
    for (size_t step = i; (step == i || step < TRAVEL) && s == KT_OK; step++) s = run_step(f, step);
    if (s == KT_OK) s = kt_study_freeze(&f->st, f->tmp, &f->err);
    kept_verdict(f, s);
    if (s == KT_OK) look_at(&f->st);
    return 0;
}
