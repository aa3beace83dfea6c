/* Opening any vector source through GDAL, quietly, and walking its rows once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vector_internal.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { SCRATCH = 4 << 20, ROWS_MAX = 100000000, HEAD = 8192 };

/* GDAL's reader of OpenStreetMap first tells a line of its own source, which people would look for in theirs; as a
 * rule it tells the place in the file next. */
const char *const kt_credit_key[KT_NLANG] = {"credit_fi", "credit_sv", "credit_en"};

static const char undecoded[] = "a block of it can't be decoded";

static const char *of_the_file(const char *text)
{
    static const char own_line[] = "Parsing error occurred at line";
    return strncmp(text, own_line, sizeof own_line - 1) == 0 ? undecoded : text;
}

static void CPL_STDCALL collect(CPLErr kind, CPLErrorNum no, const char *text)
{
    (void)no;
    struct kt_vector_log *log = CPLGetErrorHandlerUserData();
    if (kind == CE_Warning) log->nwarning++;
    if (kind == CE_Failure) log->nfailure++;
    if (kind < CE_Warning || (*log->first && !kt_streq(log->first, undecoded))) return;
    snprintf(log->first, sizeof log->first, "%s", of_the_file(text));
    size_t n = 0; /* drivers write several lines, indented */
    for (const char *p = log->first; *p; p++)
        if ((unsigned char)*p > ' ')
            log->first[n++] = *p;
        else if (n && log->first[n - 1] != ' ')
            log->first[n++] = ' ';
    log->first[n - (n && log->first[n - 1] == ' ')] = '\0';
}

const char *kt_section_str(const struct kt_study *st, const char *section, const char *key,
                           struct kt_arena tmp)
{
    const char *path = kt_printf(&tmp, "%s.%s", section, key);
    return kt_settings_has(st->set, path) ? kt_settings_str(st->set, path) : "";
}

bool kt_section_bool(const struct kt_study *st, const char *section, const char *key, struct kt_arena tmp)
{
    const char *path = kt_printf(&tmp, "%s.%s", section, key);
    return kt_settings_has(st->set, path) && kt_settings_bool(st->set, path);
}

struct kt_vector_source kt_vector_section(const struct kt_study *st, const char *section, const char *role,
                                          struct kt_arena *tmp)
{
    return (struct kt_vector_source){
        .section = section,
        .role = role,
        .path = kt_section_str(st, section, "source", *tmp),
        .layer = kt_section_str(st, section, "layer", *tmp),
        .sql = kt_section_str(st, section, "sql", *tmp),
        .crs = kt_section_str(st, section, "crs", *tmp),
        .encoding = kt_section_str(st, section, "encoding", *tmp),
        .swap_xy = kt_section_bool(st, section, "swap_xy", *tmp),
    };
}

/* A connection is told whole, but for what is secret in it. */
static bool is_connection(const char *path)
{
    return strncasecmp(path, "PG:", 3) == 0 || strncasecmp(path, "postgres", 8) == 0 || strstr(path, "://");
}

static const char *short_name(const char *path)
{
    if (is_connection(path)) return path;
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

static bool has_ending(const char *path, const char *ending)
{
    size_t n = strlen(path), m = strlen(ending);
    return n >= m && strcasecmp(path + n - m, ending) == 0;
}

static bool is_delimited(const char *path)
{
    return has_ending(path, ".csv") || has_ending(path, ".tsv") || has_ending(path, ".txt") ||
           has_ending(path, ".psv") || strncmp(path, "CSV:", 4) == 0;
}

/* Does the first row carry the names? Then people who open the file count it. */
static bool has_heading(const struct kt_vector *v)
{
    const char *path = v->src.path;
    return !v->from_sql && !v->table.is &&
           (is_delimited(path) || has_ending(path, ".xlsx") || has_ending(path, ".xls") ||
            has_ending(path, ".ods"));
}

/* Delimited text carries no types: everything stays text, so that 091 stays 091. */
static GDALDatasetH open_dataset(struct kt_vector *v, struct kt_arena tmp)
{
    static const char *const text_options[] = {"AUTODETECT_TYPE=NO", "HEADERS=YES",
                                               "GEOM_POSSIBLE_NAMES=WKT,wkt,geom,geometry,the_geom", NULL};
    const char *path = v->src.path;
    static const char *const gml_options[] = {"WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO", NULL};
    bool text = is_delimited(path);
    if (text && !has_ending(path, ".csv") && strncmp(path, "CSV:", 4) != 0)
        path = kt_printf(&tmp, "CSV:%s", path);
    static const char *const sheet[] = {"OGR_XLSX_HEADERS",     "OGR_ODS_HEADERS",     "OGR_XLS_HEADERS",
                                        "OGR_XLSX_FIELD_TYPES", "OGR_ODS_FIELD_TYPES", "OGR_XLS_FIELD_TYPES"};
    for (size_t i = 0; i < 6; i++) CPLSetThreadLocalConfigOption(sheet[i], i < 3 ? "FORCE" : "STRING");
    CPLSetThreadLocalConfigOption("GML_FIELDTYPES", "ALWAYS_STRING"); /* else 005 becomes 5 */
    GDALDatasetH ds = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, NULL,
                                 v->src.options ? v->src.options
                                 : v->gml       ? gml_options
                                 : text         ? text_options
                                                : NULL,
                                 NULL);
    CPLSetThreadLocalConfigOption("GML_FIELDTYPES", NULL);
    for (size_t i = 0; i < 6; i++) CPLSetThreadLocalConfigOption(sheet[i], NULL);
    return ds;
}

/* What GDAL would only call "not recognised" gets its own words first. */
static enum kt_status check_file(struct kt_vector *v, bool *regular, struct kt_err *err)
{
    struct stat sb;
    const char *path = strncmp(v->src.path, "CSV:", 4) == 0 ? v->src.path + 4 : v->src.path;
    *regular = stat(path, &sb) == 0 && S_ISREG(sb.st_mode);
    if (!*regular) return KT_OK; /* a folder, a database or a service: GDAL decides */
    if (sb.st_size == 0)
        return kt_study_refuse(v->st, err, "empty-file", v->file, 0, "", "Fetch or export the file again.",
                               "the file is empty");
    FILE *f = fopen(path, "rb");
    if (!f) return kt_fail_at(err, KT_EIO, path, 0, "can't be opened; check who may read it");
    char head[HEAD] = {0};
    size_t got = fread(head, 1, sizeof head - 1, f);
    fclose(f);
    const char *remedy, *why = kt_sniff(head, got, is_delimited(path), &remedy);
    if (why) return kt_study_refuse(v->st, err, "not-data", v->file, 0, "", remedy, "%s", why);
    v->gml = kt_sniff_gml(head, got);
    if ((is_delimited(path) || has_ending(path, ".px")) &&
        (memcmp(head, "\xFF\xFE", 2) == 0 || memcmp(head, "\xFE\xFF", 2) == 0))
        return kt_study_refuse(v->st, err, "not-utf8", v->file, 0, "",
                               "Save the file as UTF-8 (\"CSV UTF-8\" in Excel).",
                               "the text is UTF-16, which can't be read");
    return KT_OK;
}

/* GDAL's first complaint; a driver may quote the connection in it. */
static const char *complaint(const struct kt_vector *v)
{
    struct kt_arena *keep = v->st->keep;
    return kt_masked(keep, v->log.first);
}

static enum kt_status find_layer(struct kt_vector *v, struct kt_err *err)
{
    char names[400] = "";
    const char *nearest = NULL;
    size_t best = SIZE_MAX;
    if (*v->src.sql) {
        v->layer = GDALDatasetExecuteSQL(v->ds, v->src.sql, NULL, NULL);
        v->from_sql = v->layer != NULL;
        if (v->layer) return KT_OK;
        return kt_study_refuse(v->st, err, "bad-sql", v->file, 0, "sql", "Try the query with ogrinfo.",
                               "the SQL query gave no table: %s", complaint(v));
    }
    int n = GDALDatasetGetLayerCount(v->ds);
    if (!*v->src.layer) {
        v->layer = n > 0 ? GDALDatasetGetLayer(v->ds, 0) : NULL;
        if (v->layer && n > 1)
            kt_issues_add(&v->st->issues, KT_NOTE, "first-layer", v->file, 0, "layer",
                          "the source has several layers; the first one was read",
                          "Name the layer in the study file.");
        if (v->layer) return KT_OK;
        return kt_study_refuse(v->st, err, "empty-file", v->file, 0, "", "Check the source.",
                               "there is no layer in it");
    }
    v->layer = GDALDatasetGetLayerByName(v->ds, v->src.layer);
    if (v->layer) return KT_OK;
    for (int i = 0; i < n; i++) {
        const char *name = OGR_L_GetName(GDALDatasetGetLayer(v->ds, i));
        size_t d = kt_edit_distance(name, v->src.layer), used = strlen(names);
        if (d < best) best = d, nearest = name;
        snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "", name);
    }
    return kt_study_refuse(v->st, err, "missing-layer", v->file, 0, "layer",
                           "Correct the layer's name in the study file.",
                           "there is no layer \"%s\"; nearest is \"%s\"; it has: %s", v->src.layer,
                           nearest ? nearest : "", names);
}

static size_t count_rows(OGRLayerH layer)
{
    GIntBig n = OGR_L_GetFeatureCount(layer, TRUE);
    if (n < 0) {
        n = 0;
        for (OGRFeatureH f; (f = OGR_L_GetNextFeature(layer)); OGR_F_Destroy(f)) n++;
    }
    OGR_L_ResetReading(layer);
    return (size_t)n;
}

/* Every file of the source goes into the manifest; a Shapefile is several. */
static enum kt_status record(struct kt_vector *v, bool regular, struct kt_err *err)
{
    struct kt_study *st = v->st;
    char **files = regular ? GDALGetFileList(v->ds) : NULL;
    int n = files ? CSLCount(files) : 0;
    enum kt_status status = KT_OK;
    for (int i = 0; i < (n ? n : 1) && status == KT_OK; i++) {
        const size_t most = sizeof st->input / sizeof *st->input;
        if (st->ninput == most) {
            status = kt_fail_at(err, KT_ELIMIT, v->file, 0, "more than %zu input files", most);
            break;
        }
        struct stat sb;
        const char *path = n ? files[i] : v->src.path;
        if (strncmp(path, "CSV:", 4) == 0) path += 4;
        bool file = stat(path, &sb) == 0 && S_ISREG(sb.st_mode);
        if (i > 0 && !file) continue;
        struct kt_input *in = &st->input[st->ninput];
        *in = (struct kt_input){.role = kt_strdup(st->keep, v->src.role),
                                .path = kt_strdup(st->keep, path),
                                .layer = kt_strdup(st->keep, v->from_sql ? "" : OGR_L_GetName(v->layer)),
                                .rows = i == 0 ? v->nrow : 0};
        if (file) status = kt_sha256_file(path, in->sha256, err);
        if (i == 0) v->is_file = n > 0 || file, v->input_at = st->ninput;
        st->ninput++;
    }
    CSLDestroy(files);
    return status;
}

/* Parquet is read where GDAL was built with its driver, which Debian's is not. */
static bool is_unread_parquet(const struct kt_vector *v)
{
    const char *dot = strrchr(v->file, '.');
    return dot && strcasecmp(dot, ".parquet") == 0 && !GDALGetDriverByName("Parquet");
}

static enum kt_status check_driver(const struct kt_vector *v, struct kt_err *err)
{
    GDALDriverH d = GDALGetDatasetDriver(v->ds);
    if (!v->src.driver || kt_streq(GDALGetDriverShortName(d), v->src.driver)) return KT_OK;
    return kt_study_refuse(v->st, err, "other-format", v->file, 0, "importer", v->src.other,
                           "the source is of another kind: %s", GDALGetDriverLongName(d));
}

static enum kt_status open_all(struct kt_vector *v, struct kt_arena tmp, struct kt_err *err)
{
    bool regular;
    KT_TRY(check_file(v, &regular, err));
    if (regular && !v->src.driver && kt_table_knows(&v->src))
        KT_TRY(kt_table_open(v->st, &v->src, tmp, &v->ds, &v->table, err));
    else
        v->ds = open_dataset(v, tmp);
    if (!v->ds && is_unread_parquet(v))
        return kt_study_refuse(v->st, err, "no-driver", v->file, 0, "",
                               "Write the table as CSV or GeoPackage, or use a GDAL that lists Parquet "
                               "(`ogrinfo --formats`).",
                               "this GDAL has no driver for Parquet");
    if (!v->ds)
        return kt_study_refuse(
            v->st, err, "unreadable", v->file, 0, "",
            "Check the path, and that the file is whole and of a kind GDAL reads (`ogrinfo FILE`).",
            "the source can't be read: %s", *v->log.first ? complaint(v) : "not recognised");
    KT_TRY(check_driver(v, err));
    KT_TRY(find_layer(v, err));
    v->defn = OGR_L_GetLayerDefn(v->layer);
    v->nrow = v->src.once ? ROWS_MAX : count_rows(v->layer);
    v->rowno = has_heading(v) ? 1 : 0;
    if (v->nrow == 0 && v->log.nfailure > 0)
        return kt_study_refuse(v->st, err, "unreadable", v->file, 0, "",
                               "Check the name, and who may read it.", "the rows can't be read: %s",
                               complaint(v));
    if (v->nrow == 0)
        return kt_study_refuse(v->st, err, "empty-file", v->file, 0, "",
                               "Check the export; nothing but a header came.", "there are no rows in it");
    if (v->nrow > ROWS_MAX) return kt_fail_at(err, KT_ELIMIT, v->file, 0, "too many rows: %zu", v->nrow);
    KT_TRY(record(v, regular, err));
    return kt_place_open(v, err);
}

void kt_vector_drivers(void)
{
    if (GDALGetDriverCount() == 0) GDALAllRegister();
}

enum kt_status kt_vector_open(struct kt_vector *v, struct kt_study *st, const struct kt_vector_source *src,
                              struct kt_arena *tmp, struct kt_err *err)
{
    *v = (struct kt_vector){.st = st, .src = *src};
    v->file = kt_masked(st->keep, short_name(src->path));
    /* A slice of the caller's scratch, forgotten after every row. */
    v->scratch = (struct kt_arena){tmp->beg, tmp->end - tmp->beg > SCRATCH ? tmp->beg + SCRATCH : tmp->end};
    tmp->beg = v->scratch.end;
    v->text = v->scratch;
    v->recoded = (struct kt_tally){KT_WARNING,
                                   "not-utf8",
                                   v->file,
                                   "",
                                   "Save the file as UTF-8, or name its encoding in the study file.",
                                   0};
    v->cut = (struct kt_tally){
        KT_WARNING, "text-too-long", v->file, "", "Check the row; a quote may be missing.", 0};
    v->off = (struct kt_tally){.severity = KT_WARNING, .file = v->file, .field = ""};
    kt_vector_drivers();
    /* Else a line over 10 MB ends a CSV file, and the rows behind it are lost. */
    CPLSetConfigOption("OGR_CSV_MAX_LINE_SIZE", "-1");
    CPLPushErrorHandlerEx(collect, &v->log);
    return open_all(v, *tmp, err);
}

bool kt_vector_next(struct kt_vector *v)
{
    if (v->row) OGR_F_Destroy(v->row);
    v->text = v->scratch;
    v->row = v->nread < v->nrow ? OGR_L_GetNextFeature(v->layer) : NULL;
    if (v->row) {
        v->rowno++, v->nread++;
        if (!v->is_file) kt_row_identity_add(v);
    } else if (v->src.once && !v->log.nfailure) {
        v->nrow = v->nread;
    }
    return v->row != NULL;
}

static enum kt_status verdict(struct kt_vector *v, struct kt_err *err)
{
    struct kt_study *st = v->st;
    if (v->nread < v->nrow && v->src.once)
        return kt_study_refuse(st, err, "read-error", v->file, 0, "", "Fetch the file again.",
                               "the file is damaged or cut short; reading stopped after %zu features: %s",
                               v->nread, v->log.first);
    if (v->nread < v->nrow)
        return kt_study_refuse(st, err, "read-error", v->file, v->rowno + 1, "",
                               v->is_file ? "The file may be damaged or cut short."
                                          : "The connection broke off; run it again.",
                               "reading stopped after %zu of %zu rows: %s", v->nread, v->nrow, complaint(v));
    if (2 * v->nmisplaced > v->nplaced)
        return kt_study_refuse(st, err, v->misplaced_code, v->file, 0, "crs", v->misplaced_remedy,
                               "%zu of %zu places can't be right: %s", v->nmisplaced, v->nplaced,
                               v->misplaced);
    if (v->log.nwarning + v->log.nfailure > 0)
        kt_issues_add(&st->issues, v->log.nfailure ? KT_WARNING : KT_NOTE, "gdal-message", v->file, 0, "",
                      complaint(v), "See whether the file is whole.");
    return KT_OK;
}

enum kt_status kt_vector_close(struct kt_vector *v, enum kt_status status, struct kt_err *err)
{
    kt_tally_close(v->st, &v->recoded);
    kt_tally_close(v->st, &v->cut);
    kt_tally_close(v->st, &v->off);
    if (status == KT_OK) status = verdict(v, err);
    if (status == KT_OK && !v->is_file) kt_row_identity_close(v);
    if (v->row) OGR_F_Destroy(v->row);
    kt_place_close(v);
    if (v->from_sql) GDALDatasetReleaseResultSet(v->ds, v->layer);
    if (v->ds) GDALClose(v->ds);
    CPLPopErrorHandler();
    *v = (struct kt_vector){.st = v->st};
    return status;
}
