/* road_lines: roads of Digiroad, of a municipality's street register or of any other line layer. Its codes are
 * told in the study file in the words of OpenStreetMap; what those words mean is one thing for all sources
 * (road_tags.c).
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Digiroad K (Finnish Transport Infrastructure Agency): links cut into pieces of one kind each, DR_LINKKI_K, and
 * their limits in a layer of its own, DR_NOPEUSRAJOITUS_K (ARVO, km/h), joined by SEGM_ID with `sql`; a limit of
 * one direction alone has a row for each.
 *   AJOSUUNTA, traffic     2 both, 3 against the line, 4 along it
 *   VAIK_SUUNT, limits     1 both, 2 along the line, 3 against it
 *   LINKKITYYP             1 motorway, 2 more than one carriageway, 3 one, 4 road for motor vehicles, 5 roundabout,
 *                          6 ramp, 7 rest area, 8 walking and cycling, 9 pedestrian zone, 10 service or emergency
 *                          road, 11 enclosed traffic area, 12 tractor road, 13 gap in a motorway's middle, 14 and 15
 *                          special transports, 21 cable ferry, 22 one lane for both directions
 *   TOIMINN_LK, function   1, 2 main roads, 3 regional, 4 collecting, 5 feeder, 6 other private, 7 primitive,
 *                          8 walking and cycling
 * Links end where they meet, bridges (SILTA_ALIK) don't cut what is below, so `meet: ends` is right for it.
 * Source: code lists of the agency's own application (finnishtransportagency/digiroad2: LinkType, FunctionalClass,
 * TrafficDirection, SideCode); its description of data objects (Digiroad, Tietolajien kuvaus) has them in appendix 1
 * and the columns of this delivery in appendix 4. */
#include "roads_internal.h"
#include "sites_internal.h"

#include <string.h>

enum column {
    CLASS,
    SPEED,
    SPEED_FORTH,
    SPEED_BACK,
    DIRECTION,
    SURFACE,
    ACCESS,
    CAR,
    FOOT,
    CYCLE,
    FERRY,
    DURATION,
    TUNNEL,
    NAME,
    NCOLUMN
};
static const char *const column_name[NCOLUMN] = {
    "class", "speed", "speed_forth", "speed_back", "direction", "surface", "access",
    "car",   "foot",  "cycle",       "ferry",      "duration",  "tunnel",  "name"};
/* What a tag is called in issues. */
static const char *const field[KT_RT_N] = {[KT_RT_HIGHWAY] = "class",
                                           [KT_RT_ROUTE] = "ferry",
                                           [KT_RT_ONEWAY] = "direction",
                                           [KT_RT_ONEWAY_BICYCLE] = "direction",
                                           [KT_RT_MAXSPEED] = "speed",
                                           [KT_RT_MAXSPEED_FORWARD] = "speed_forth",
                                           [KT_RT_MAXSPEED_BACKWARD] = "speed_back",
                                           [KT_RT_ACCESS] = "access",
                                           [KT_RT_VEHICLE] = "access",
                                           [KT_RT_MOTOR_VEHICLE] = "car",
                                           [KT_RT_MOTORCAR] = "car",
                                           [KT_RT_FOOT] = "foot",
                                           [KT_RT_BICYCLE] = "cycle",
                                           [KT_RT_JUNCTION] = "class",
                                           [KT_RT_SURFACE] = "surface",
                                           [KT_RT_TRACKTYPE] = "surface",
                                           [KT_RT_DURATION] = "duration",
                                           [KT_RT_AREA] = "class",
                                           [KT_RT_TUNNEL] = "tunnel"};

/* ---- codes of the source ---- */

/* A map of the study file from the source's codes to words; a code that is a number has many forms (4, 4.0). */
struct codes {
    const char *path;
    size_t n;
    const char **code, **word;
    double *number;
    struct kt_tally unknown;
};

static struct codes codes_open(struct kt_vector *v, const char *map, struct kt_arena *tmp)
{
    const struct kt_settings *set = v->st->set;
    struct codes c = {.path = kt_printf(tmp, "%s.%s", v->src.section, map)};
    c.n = kt_settings_has(set, c.path) ? kt_settings_len(set, c.path) : 0;
    c.code = KT_NEW(tmp, const char *, c.n);
    c.word = KT_NEW(tmp, const char *, c.n);
    c.number = KT_NEW(tmp, double, c.n);
    for (size_t i = 0; i < c.n; i++) {
        c.code[i] = kt_settings_map_key(set, c.path, i);
        c.word[i] = kt_settings_map_value(set, c.path, i);
        if (!kt_parse_num(c.code[i], &c.number[i])) c.number[i] = NAN;
    }
    c.unknown =
        (struct kt_tally){KT_WARNING, "unknown-code", v->file, map, "Add it to the study file's map.", 0};
    return c;
}

/* The word of a code; the code itself where the map lacks it. */
static const char *word_of(const struct codes *c, const char *met, bool *known)
{
    double x;
    *known = true;
    for (size_t i = 0; met && i < c->n; i++)
        if (kt_streq(c->code[i], met)) return c->word[i];
    if (met && c->n && kt_parse_num(met, &x))
        for (size_t i = 0; i < c->n; i++)
            if (c->number[i] == x) return c->word[i];
    *known = !met;
    return met;
}

/* ---- rows ---- */

struct lines {
    struct kt_road_reader *r;
    int col[NCOLUMN];
    struct codes classes, directions, surfaces, accesses, class_kmh;
    const char *otherwise;
    double to_kmh; /* of a speed that is a bare number */
};

static const char *class_of(struct lines *q, const char *met, long row)
{
    bool known;
    const char *word = word_of(&q->classes, met, &known);
    if (!word) return q->otherwise;
    if (known || kt_way_class_known(word)) return word;
    kt_tally_add(q->r->v.st, &q->classes.unknown, row, "\"%.40s\" is no class that is told; taken as %s", met,
                 q->otherwise);
    return q->otherwise;
}

/* "both", "forth" and "back" become the words of oneway. */
static const char *direction_of(struct lines *q, const char *met, long row)
{
    static const char *const own[][2] = {{"both", "no"},       {"forth", "yes"}, {"back", "-1"},
                                         {"closed", "closed"}, {"no", "no"},     {"yes", "yes"},
                                         {"-1", "-1"}};
    bool known;
    const char *word = word_of(&q->directions, met, &known);
    for (size_t i = 0; word && i < sizeof own / sizeof *own; i++)
        if (kt_streq(own[i][0], word)) return own[i][1];
    if (word)
        kt_tally_add(q->r->v.st, &q->directions.unknown, row,
                     "\"%.40s\" is no direction that is told; taken as both ways", met);
    return NULL;
}

/* A limit in km/h, or as it stands where it is no bare number. */
static const char *speed_of(const struct lines *q, const char *met, struct kt_arena *tmp)
{
    double v;
    return met && kt_parse_num(met, &v) ? kt_printf(tmp, "%.9g", v * q->to_kmh) : met;
}

/* 0 and 1, true and false as access is told in OpenStreetMap. */
static const char *access_of(struct lines *q, const char *met, long row)
{
    bool known;
    const char *word = word_of(&q->accesses, met, &known);
    if (known || kt_way_access_known(word)) return word;
    enum kt_tri t = kt_word_tri(word, &known);
    if (t != KT_UNKNOWN) return t == KT_YES ? "yes" : "no";
    kt_tally_add(q->r->v.st, &q->accesses.unknown, row, "\"%.40s\" is no access that is told; passed over",
                 met);
    return NULL;
}

static void read_line(struct lines *q, struct kt_arena tmp)
{
    struct kt_vector *v = &q->r->v;
    const char *met[NCOLUMN], *tag[KT_RT_N] = {NULL};
    bool known;
    for (int c = 0; c < NCOLUMN; c++) met[c] = kt_vector_text(v, q->col[c]);
    const char *class = class_of(q, met[CLASS], v->rowno);
    if (kt_streq(class, "ferry") || kt_word_tri(met[FERRY], &known) == KT_YES)
        tag[KT_RT_ROUTE] = "ferry";
    else
        tag[KT_RT_HIGHWAY] = class;
    tag[KT_RT_ONEWAY] = direction_of(q, met[DIRECTION], v->rowno);
    if (kt_streq(tag[KT_RT_ONEWAY], "closed")) return;
    tag[KT_RT_MAXSPEED] = speed_of(q, met[SPEED], &tmp);
    tag[KT_RT_MAXSPEED_FORWARD] = speed_of(q, met[SPEED_FORTH], &tmp);
    tag[KT_RT_MAXSPEED_BACKWARD] = speed_of(q, met[SPEED_BACK], &tmp);
    if (isnan(kt_maxspeed(tag[KT_RT_MAXSPEED])) && q->class_kmh.n) {
        const char *own = word_of(&q->class_kmh, met[CLASS], &known);
        if (own && known) tag[KT_RT_MAXSPEED] = own;
    }
    tag[KT_RT_SURFACE] = word_of(&q->surfaces, met[SURFACE], &known);
    tag[KT_RT_ACCESS] = access_of(q, met[ACCESS], v->rowno);
    tag[KT_RT_MOTOR_VEHICLE] = access_of(q, met[CAR], v->rowno);
    tag[KT_RT_FOOT] = access_of(q, met[FOOT], v->rowno);
    tag[KT_RT_BICYCLE] = access_of(q, met[CYCLE], v->rowno);
    tag[KT_RT_DURATION] = met[DURATION];
    tag[KT_RT_TUNNEL] = kt_word_tri(met[TUNNEL], &known) == KT_YES ? "yes" : NULL;
    kt_road_reader_add(q->r, tag, v->rowno, "", met[NAME] ? met[NAME] : "the line", tmp);
}

static enum kt_status read_lines(struct kt_road_reader *r, const char *section, struct kt_arena tmp,
                                 struct kt_err *err)
{
    struct kt_vector *v = &r->v;
    struct lines q = {.r = r};
    for (int c = 0; c < NCOLUMN; c++)
        KT_TRY(kt_vector_bind(v, "columns", column_name[c], false, &q.col[c], err));
    q.classes = codes_open(v, "classes", &tmp);
    q.directions = codes_open(v, "directions", &tmp);
    q.surfaces = codes_open(v, "surfaces", &tmp);
    q.accesses = codes_open(v, "accesses", &tmp);
    q.class_kmh = codes_open(v, "class_kmh", &tmp);
    q.otherwise = kt_section_str(v->st, section, "other_class", tmp);
    const char *unit = kt_section_str(v->st, section, "speed_unit", tmp);
    q.to_kmh = kt_streq(unit, "mph") ? 1.609344 : kt_streq(unit, "m/s") ? 3.6 : 1;
    for (size_t i = 0; i < q.classes.n; i++)
        if (!kt_way_class_known(q.classes.word[i]))
            return kt_study_refuse(v->st, err, "unknown-class", kt_settings_file(v->st->set), 0,
                                   q.classes.path,
                                   "Say motorway, primary, residential, cycleway, footway, ferry, none, ...",
                                   "\"%s\" is no class of roads", q.classes.word[i]);
    while (kt_vector_next(v)) read_line(&q, tmp);
    kt_tally_close(v->st, &q.classes.unknown);
    kt_tally_close(v->st, &q.directions.unknown);
    kt_tally_close(v->st, &q.accesses.unknown);
    return KT_OK;
}

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    struct kt_road_reader r = {.field = field};
    struct kt_vector_source src = kt_vector_section(st, section, "roads", &tmp);
    struct kt_road_joint joint = {.ends_only =
                                      !kt_streq(kt_section_str(st, section, "meet", tmp), "vertices")};
    enum kt_status status = kt_road_reader_open(&r, st, &src, &tmp, err);
    /* A millimetre on the ground. */
    joint.unit = r.v.source_degrees ? 1e-8 : 1e-3;
    if (status == KT_OK) status = read_lines(&r, section, tmp, err);
    return kt_road_reader_close(&r, status, section, &joint, "", tmp, err);
}

static const struct kt_param params[] = {
    KT_ROAD_PARAMS,
    KT_SOURCE_PARAMS,
    {"columns", KT_T_MAP, "", "", 0, 0, NULL,
     "Columns: class, speed, speed_forth and speed_back (where a direction has its own), direction, surface, "
     "access (all), car, foot, cycle (yes, no, private or a code), ferry (yes, no), duration (minutes, 00:25 "
     "or PT25M), tunnel (yes, no), name."},
    {"speed_unit", KT_T_CHOICE, "", "km/h", 0, 0, "km/h mph m/s", "Unit of speeds that are bare numbers."},
    {"classes", KT_T_MAP, "", "", 0, 0, NULL,
     "Codes of class to classes of OpenStreetMap's key highway, to ferry, or to none (left out): they tell "
     "who "
     "may go and how fast where nothing else does."},
    {"other_class", KT_T_STR, "", "unclassified", 0, 0, NULL, "Class of lines whose class is not told."},
    {"class_kmh", KT_T_MAP, "km/h", "", 0, 0, NULL,
     "Codes of class to the speed by car of lines without a speed of their own."},
    {"directions", KT_T_MAP, "", "", 0, 0, NULL,
     "Codes of direction to both, forth (as the line is drawn), back or closed. Digiroad's AJOSUUNTA: "
     "{\"2\": both, \"3\": back, \"4\": forth}."},
    {"surfaces", KT_T_MAP, "", "", 0, 0, NULL,
     "Codes of surface to words of OpenStreetMap: asphalt, gravel, unpaved, dirt, ..."},
    {"accesses", KT_T_MAP, "", "", 0, 0, NULL, "Codes of access, car, foot and cycle to yes, no or private."},
    {"meet", KT_T_CHOICE, "", "ends", 0, 0, "ends vertices",
     "Where lines meet: at shared ends, or also at shared vertices in their middle."},
};

const struct kt_importer kt_road_lines = {
    .name = "road_lines",
    .summary = "Roads of Digiroad or any other line layer, its columns and codes told in the study file.",
    .reads = "roads",
    .source = "Any GDAL vector source with lines; words of classes and access after wiki.openstreetmap.org",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
