/* export: the open data of a run, all files of it, and what their writers share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/export/export_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char *const kt_mark_name[3] = {"shown", "missing", "suppressed"};
const char *const kt_mark_sign[3] = {NULL, "..", "..."};

enum kt_status kt_out_open(struct kt_out *o, const char *path, struct kt_err *err)
{
    *o = (struct kt_out){.f = fopen(path, "wb"), .path = path};
    return o->f ? KT_OK : kt_fail_at(err, KT_EIO, path, 0, "can't be written: %s", strerror(errno));
}

enum kt_status kt_out_close(struct kt_out *o, struct kt_err *err)
{
    errno = 0;
    bool bad = ferror(o->f);
    int why = errno;
    if (fclose(o->f) != 0) {
        bad = true;
        why = errno;
    }
    o->f = NULL;
    if (!bad) return KT_OK;
    return kt_fail_at(err, KT_EIO, o->path, 0, "could not be written whole: %s",
                      why ? strerror(why) : "write error");
}

char *kt_number_text(double v, char buf[40])
{
    if (!isfinite(v)) {
        buf[0] = '\0';
        return buf;
    }
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(buf, 40, "%.*g", digits, v);
        if (strtod(buf, NULL) == v) break;
    }
    for (char *p = buf; *p; p++)
        if (*p == ',') *p = '.';
    return buf;
}

const char *kt_text_guarded(const char *s, struct kt_arena *a)
{
    if (!s) return "";
    return *s && strchr("=+-@\t\r", *s) ? kt_printf(a, "'%s", s) : s;
}

const char *kt_level_name(const char *level_id, enum kt_lang lang)
{
    static const struct {
        const char *id, *name[KT_NLANG];
    } known[] = {
        {"municipality", {"Kunta", "Kommun", "Municipality"}},
        {"region", {"Maakunta", "Landskap", "Region"}},
        {"country", {"Maa", "Land", "Country"}},
        {"postal_area", {"Postinumeroalue", "Postnummerområde", "Postal area"}},
        {"sub_region", {"Seutukunta", "Ekonomisk region", "Sub-region"}},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].id, level_id) == 0) return known[i].name[lang];
    return level_id;
}

int32_t kt_row_up(const struct kt_study *st, size_t lv, int32_t row, size_t up)
{
    while (lv < up && row >= 0) row = st->level[lv++].parent[row];
    return row;
}

size_t kt_columns_of(const struct kt_view *v, int rows, const struct kt_vcol **out)
{
    size_t n = 0;
    for (size_t i = 0; i < v->ncol; i++)
        if (v->col[i].meta->rows == rows) out[n++] = &v->col[i];
    return n;
}

static const char *setting(const struct kt_settings *s, const char *path, const char *fallback)
{
    const char *value = s && kt_settings_has(s, path) ? kt_settings_str(s, path) : "";
    return *value ? value : fallback;
}

void kt_export_init(struct kt_export *x, const struct kt_view *v, const struct kt_breaks *breaks,
                    size_t nbreaks, struct kt_arena *keep)
{
    const struct kt_settings *s = v->study->set;
    *x = (struct kt_export){.view = v, .breaks = breaks, .nbreaks = nbreaks};
    x->study_id = setting(s, "study.id", "study");
    x->study_title.s[KT_FI] = setting(s, "study.title_fi", x->study_id);
    x->study_title.s[KT_SV] = setting(s, "study.title_sv", x->study_title.s[KT_FI]);
    x->study_title.s[KT_EN] = setting(s, "study.title_en", x->study_title.s[KT_FI]);
    x->crs = setting(s, "study.crs", "EPSG:3067");
    x->year = s && kt_settings_has(s, "study.year") ? kt_printf(keep, "%ld", kt_settings_int(s, "study.year"))
                                                    : "1980";
    x->date = setting(s, "study.date", kt_printf(keep, "%s-12-31", x->year));
}

static enum kt_status export_tables(const struct kt_view *v, const char *data, struct kt_arena tmp,
                                    struct kt_err *err)
{
    const char *dir = kt_path_join(&tmp, data, "tables");
    if (v->ntable == 0) return KT_OK;
    KT_TRY(kt_mkdirs(dir, err));
    for (size_t i = 0; i < v->ntable; i++) {
        const char *path = kt_printf(&tmp, "%s/%s.csv", dir, v->table[i].meta->name);
        KT_TRY(kt_export_table_csv(&v->table[i], path, tmp, err));
    }
    return KT_OK;
}

enum kt_status kt_export_all(const struct kt_export *x, const char *dir, struct kt_arena tmp,
                             struct kt_err *err)
{
    const char *data = kt_path_join(&tmp, dir, "data");
    KT_TRY(kt_mkdirs(data, err));
    KT_TRY(kt_export_data_csv(x, kt_path_join(&tmp, data, "data.csv"), tmp, err));
    KT_TRY(kt_export_tiedot_csv(x, kt_path_join(&tmp, data, "tiedot.csv"), tmp, err));
    KT_TRY(export_tables(x->view, data, tmp, err));
    KT_TRY(kt_export_issues_csv(x, kt_path_join(&tmp, dir, "issues.csv"), tmp, err));
    KT_TRY(kt_export_xlsx(x, kt_path_join(&tmp, data, "tables.xlsx"), tmp, err));
    KT_TRY(kt_export_summary(x, kt_path_join(&tmp, data, "summary.json"), tmp, err));
    const char *gpkg = kt_printf(&tmp, "%s.gpkg", kt_slug(&tmp, x->study_id));
    return kt_export_gpkg(x, kt_path_join(&tmp, data, gpkg), tmp, err);
}
