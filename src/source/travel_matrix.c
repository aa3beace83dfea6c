/* travel_matrix: costs of travel between cells and sites from a file: tables with a row for each pair
 * (as r5r writes them) or a row for each cell, and the JSON of OSRM's table and Valhalla's matrix.
 * Rows are streamed; an absent or blank pair is unreachable.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "travel_source_internal.h"

#include <string.h>
#include <strings.h>

/* Names of columns that need no mention in the study file. */
static const char *const from_names[] = {"from", "from_id", "fromid", "origin", "origin_id", "orig_id", NULL};
static const char *const to_names[] = {"to",      "to_id", "toid", "destination", "destination_id",
                                       "dest_id", NULL};
static const char *const cost_names[] = {"cost",     "travel_time_p50", "travel_time", "total_time", "time",
                                         "duration", "minutes",         "distance",    NULL};
static const char *const mode_names[] = {"mode", NULL};
static const char *const departure_names[] = {"departure", "departure_time", NULL};

static enum kt_status bind(struct kt_vector *v, const char *const *names, bool required, int *col,
                           struct kt_err *err)
{
    bool mentioned;
    *col = -1;
    for (size_t i = 0; names[i] && *col < 0; i++) {
        *col = kt_vector_bind_soft(v, "columns", names[i], &mentioned);
        if (i == 0 && mentioned) return kt_vector_bind(v, "columns", names[0], true, col, err);
    }
    return *col >= 0 || !required ? KT_OK : kt_vector_bind(v, "columns", names[0], true, col, err);
}

void kt_travel_source_open(struct kt_travel_source *t, struct kt_study *st, const char *section,
                           const char *file, struct kt_arena *tmp)
{
    *t = (struct kt_travel_source){.st = st, .section = section, .file = file};
    t->layout = kt_section_str(st, section, "layout", *tmp);
    t->unit = kt_section_str(st, section, "unit", *tmp);
    t->spec = (struct kt_travel_group){
        .mode = kt_section_str(st, section, "mode", *tmp),
        .departure = kt_section_str(st, section, "departure", *tmp),
        .file = file,
        .field = kt_printf(tmp, "%s.mode", section),
        .percentile = kt_settings_num(st->set, kt_printf(tmp, "%s.percentile", section)),
    };
    if (kt_streq(kt_section_str(st, section, "over_departures", *tmp), "mean")) t->spec.percentile = NAN;
    t->negative = (struct kt_tally){
        KT_ERROR, "travel-negative", file, "cost", "Correct the row; the pair was left out.", 0};
    t->bad = (struct kt_tally){
        KT_ERROR, "travel-bad-cost", file, "cost", "Leave it blank where there is no way.", 0};
    t->no_id = (struct kt_tally){KT_ERROR, "travel-no-id", file, "", "Give every row both ids.", 0};
}

void kt_travel_source_unit(struct kt_travel_source *t, const char *unit)
{
    static const struct {
        const char *name, *unit;
        double factor;
    } known[] = {
        {"min", "min", 1}, {"s", "min", 1.0 / 60}, {"h", "min", 60}, {"km", "km", 1}, {"m", "km", 1e-3}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (kt_streq(known[i].name, unit)) t->spec.unit = known[i].unit, t->factor = known[i].factor;
}

void kt_travel_source_pair(struct kt_travel_source *t, int group, int32_t from, int32_t to, double cost,
                           long row)
{
    double value = cost * t->factor;
    if (!isfinite(cost) || (double)(float)value > 1e9)
        kt_tally_add(t->st, &t->bad, row, "the cost %g can't be", cost);
    else if (cost < 0)
        kt_tally_add(t->st, &t->negative, row, "the cost is negative: %g", cost);
    else
        kt_travel_pair(t->st, group, from, to, value);
}

void kt_travel_source_close(struct kt_travel_source *t)
{
    kt_tally_close(t->st, &t->negative);
    kt_tally_close(t->st, &t->bad);
    kt_tally_close(t->st, &t->no_id);
}

/* A cell of the table as a cost: false when it says that there is no way. */
static bool read_cost(struct kt_travel_source *t, struct kt_vector *v, int col, double *cost)
{
    enum kt_number got = kt_vector_number(v, col, cost);
    if (got == KT_NUM_OK) return true;
    if (got == KT_NUM_BLANK) return false;
    const char *text = kt_vector_text(v, col);
    static const char *const none[] = {"NA", "null", "none", "-", "inf", "Infinity"};
    for (size_t i = 0; text && i < sizeof none / sizeof *none; i++)
        if (strcasecmp(text, none[i]) == 0) return false;
    kt_tally_add(t->st, &t->bad, v->rowno, "the cost \"%.40s\" is not a number", text ? text : "");
    return false;
}

/* The group of a row with such a mode and departure (NULL: it tells none); rows of one group follow each other, so the last one is tried first. */
static enum kt_status group_of(struct kt_travel_source *t, const char *mode, const char *departure,
                               int *group, struct kt_err *err)
{
    if (!mode || *t->spec.mode) mode = kt_travel_mode_name(t);
    if (!departure) departure = t->spec.departure;
    if (t->group >= 0 && kt_streq(t->last_mode, mode) && kt_streq(t->last_departure, departure)) {
        *group = t->group;
        return KT_OK;
    }
    struct kt_travel_group spec = t->spec;
    spec.mode = mode, spec.departure = departure;
    snprintf(t->last_mode, sizeof t->last_mode, "%s", mode);
    snprintf(t->last_departure, sizeof t->last_departure, "%s", departure);
    t->group = -1;
    KT_TRY(kt_travel_begin(t->st, &spec, &t->group, err));
    *group = t->group;
    return KT_OK;
}

static enum kt_status read_long(struct kt_travel_source *t, struct kt_vector *v, struct kt_err *err)
{
    int from, to, cost, mode, departure, group;
    KT_TRY(bind(v, from_names, true, &from, err));
    KT_TRY(bind(v, to_names, true, &to, err));
    KT_TRY(bind(v, cost_names, true, &cost, err));
    KT_TRY(bind(v, departure_names, false, &departure, err));
    KT_TRY(bind(v, mode_names, false, &mode, err));
    while (kt_vector_next(v)) {
        const char *a = kt_vector_text(v, from), *b = kt_vector_text(v, to), *m = kt_vector_text(v, mode);
        const char *d = kt_vector_text(v, departure);
        double value;
        if (!a || !b) {
            kt_tally_add(t->st, &t->no_id, v->rowno, "the row has no id of its %s", a ? "site" : "cell");
            continue;
        }
        KT_TRY(group_of(t, m, d, &group, err));
        int32_t cell = kt_travel_id(t->st, KT_TRAVEL_FROM, a, v->rowno);
        int32_t site = kt_travel_id(t->st, KT_TRAVEL_TO, b, v->rowno);
        if (read_cost(t, v, cost, &value)) kt_travel_source_pair(t, group, cell, site, value, v->rowno);
    }
    return KT_OK;
}

const char *kt_travel_mode_name(const struct kt_travel_source *t)
{
    return *t->spec.mode ? t->spec.mode : "file";
}

/* A row for each cell, a column for each site: headings are ids of sites. */
static enum kt_status read_wide(struct kt_travel_source *t, struct kt_vector *v, struct kt_arena tmp,
                                struct kt_err *err)
{
    int from, departure, mode, group, n = OGR_FD_GetFieldCount(v->defn);
    KT_TRY(bind(v, from_names, false, &from, err));
    KT_TRY(bind(v, departure_names, false, &departure, err));
    KT_TRY(bind(v, mode_names, false, &mode, err));
    if (from < 0) from = 0;
    int32_t *site = KT_NEW(&tmp, int32_t, (size_t)n);
    for (int i = 0; i < n; i++) {
        char *name = kt_strdup(&tmp, OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(v->defn, i)));
        kt_utf8_scrub(name);
        site[i] = i == from || i == departure || i == mode ? -1 : kt_travel_id(t->st, KT_TRAVEL_TO, name, 1);
    }
    while (kt_vector_next(v)) {
        const char *a = kt_vector_text(v, from), *m = kt_vector_text(v, mode);
        const char *d = kt_vector_text(v, departure);
        if (!a) {
            kt_tally_add(t->st, &t->no_id, v->rowno, "the row has no id of its cell");
            continue;
        }
        KT_TRY(group_of(t, m, d, &group, err));
        int32_t cell = kt_travel_id(t->st, KT_TRAVEL_FROM, a, v->rowno);
        double value;
        for (int i = 0; i < n; i++)
            if (site[i] >= 0 && read_cost(t, v, i, &value))
                kt_travel_source_pair(t, group, cell, site[i], value, v->rowno);
    }
    return KT_OK;
}

static enum kt_status read_table(struct kt_travel_source *t, const struct kt_vector_source *src,
                                 struct kt_arena tmp, struct kt_err *err)
{
    struct kt_vector v;
    enum kt_status status = kt_vector_open(&v, t->st, src, &tmp, err);
    kt_travel_source_unit(t, kt_streq(t->unit, "auto") ? "min" : t->unit);
    t->file = t->spec.file = t->negative.file = t->bad.file = t->no_id.file = v.file;
    if (status == KT_OK)
        status = kt_streq(t->layout, "wide") ? read_wide(t, &v, tmp, err) : read_long(t, &v, err);
    if (status == KT_OK && v.nread == 0)
        status = kt_study_refuse(t->st, err, "empty-file", v.file, 0, "",
                                 "Check the export; nothing but a header came.", "there are no rows in it");
    return kt_vector_close(&v, status, err);
}

static bool ends_with(const char *path, const char *ending)
{
    size_t n = strlen(path), m = strlen(ending);
    return n > m && strcasecmp(path + n - m, ending) == 0;
}

static bool is_json(const char *layout, const char *path)
{
    if (kt_streq(layout, "osrm") || kt_streq(layout, "valhalla")) return true;
    return kt_streq(layout, "auto") && ends_with(path, ".json");
}

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    struct kt_travel_source t;
    struct kt_vector_source src = kt_vector_section(st, section, "travel", &tmp);
    const char *slash = strrchr(src.path, '/');
    src.once = ends_with(src.path, ".csv"); /* counting its rows takes as long as reading them */
    kt_travel_source_open(&t, st, section, kt_strdup(st->keep, slash ? slash + 1 : src.path), &tmp);
    t.group = -1;
    enum kt_status status =
        is_json(t.layout, src.path) ? kt_travel_json(&t, src.path, tmp, err) : read_table(&t, &src, tmp, err);
    kt_travel_source_close(&t);
    return status;
}

static const struct kt_param param[] = {
    {"source", KT_T_PATH, "", NULL, 0, 0, NULL, "Costs of travel: a table, or JSON of OSRM or Valhalla."},
    KT_SOURCE_PARAMS,
    {"layout", KT_T_CHOICE, "", "auto", 0, 0, "auto long wide osrm valhalla",
     "A row for each pair (long), a row for each cell and a column for each site (wide), or JSON; auto: by "
     "the file's ending and contents, tables long."},
    {"columns", KT_T_MAP, "", "", 0, 0, NULL,
     "Columns: from, to, cost, mode, departure; default: those of r5r, with travel_time_p50 as cost."},
    {"mode", KT_T_STR, "", "", 0, 0, NULL,
     "Name of the mode, such as car, walk, cycle or transit; default: the column mode, else file."},
    {"departure", KT_T_STR, "", "", 0, 0, NULL,
     "Time of departure of the whole file, where a file holds one and no column tells it."},
    {"unit", KT_T_CHOICE, "", "auto", 0, 0, "auto min s h km m",
     "Unit of the costs; auto: minutes in tables, what the format says in JSON."},
    {"over_departures", KT_T_CHOICE, "", "percentile", 0, 0, "percentile mean",
     "One cost over several departures; a departure without the pair counts as endless."},
    {"percentile", KT_T_NUM, "%", "50", 0, 100, NULL, "The percentile over departures."},
    {"quantity", KT_T_CHOICE, "", "time", 0, 0, "time distance", "JSON: which of the matrices counts."},
};

const struct kt_importer kt_travel_matrix = {
    .name = "travel_matrix",
    .summary =
        "Costs of travel from cells to sites, by one mode or several, from a table or a router's JSON.",
    .reads = "travel",
    .source = "r5r travel_time_matrix (from_id, to_id, travel_time_p50); OSRM table service v1; Valhalla "
              "matrix service (sources_to_targets)",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .run = run,
};
