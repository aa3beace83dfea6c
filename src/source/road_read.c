/* road_read: what every source of roads goes through, from its rows to the network.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "roads_internal.h"

enum kt_status kt_road_reader_open(struct kt_road_reader *r, struct kt_study *st,
                                   const struct kt_vector_source *src, struct kt_arena *tmp,
                                   struct kt_err *err)
{
    r->net = kt_road_net_open();
    r->rules.winter = kt_section_bool(st, src->section, "winter", *tmp);
    enum kt_status status = kt_vector_open(&r->v, st, src, tmp, err);
    r->odd = (struct kt_tally){KT_NOTE, "odd-tag", r->v.file, "", "Mend it in the source.", 0};
    r->bare = (struct kt_tally){KT_WARNING, "no-line", r->v.file, "", "Check the source.", 0};
    return status;
}

void kt_road_reader_add(struct kt_road_reader *r, const char *const tag[KT_RT_N], long row, const char *what,
                        const char *name, struct kt_arena tmp)
{
    struct kt_way way;
    int odd;
    enum kt_way_kind kind = kt_way_of_tags(tag, &r->rules, &way, &odd);
    if (kind == KT_WAY_NONE) return;
    if (odd >= 0)
        kt_tally_add(r->v.st, &r->odd, row, "%s%.60s: %s=\"%.40s\" can't be read; taken for absent", what,
                     name, r->field[odd], tag[odd]);
    if (!kt_road_shape_add(&r->v, r->net, &way, tmp)) {
        kt_tally_add(r->v.st, &r->bare, row, "%s%.60s has no line that can be used", what, name);
        return;
    }
    r->nroad += kind == KT_WAY_ROAD;
    r->nferry += kind == KT_WAY_FERRY;
}

static enum kt_status build(struct kt_road_reader *r, struct kt_study *st, const char *file,
                            const char *section, const struct kt_road_joint *joint, const char *credit,
                            struct kt_arena tmp, struct kt_err *err)
{
    const char *given = kt_section_str(st, section, "credit", tmp);
    if (!r->nroad)
        return kt_study_refuse(st, err, "no-roads", file, 0, "",
                               "Use a source with roads: highway=* ways, or lines of a class that is open.",
                               "there is no road in it");
    st->roads.credit = *given ? given : credit;
    size_t touching = kt_road_net_build(r->net, joint, &st->roads, st->keep, tmp);
    kt_issues_add(&st->issues, KT_NOTE, "roads-read", file, 0, "",
                  kt_printf(st->keep, "%zu road ways and %zu ferries became %zu edges between %zu crossings",
                            r->nroad, r->nferry, st->roads.nedge, st->roads.nnode),
                  "");
    if (touching)
        kt_issues_add(&st->issues, KT_WARNING, "ends-untied", file, 0, "meet",
                      kt_printf(st->keep,
                                "%zu ends of lines lie on the middle of another line and don't meet it",
                                touching),
                      "Say `meet: vertices` where lines of the source are not split at crossings.");
    return KT_OK;
}

enum kt_status kt_road_reader_close(struct kt_road_reader *r, enum kt_status status, const char *section,
                                    struct kt_road_joint *joint, const char *credit, struct kt_arena tmp,
                                    struct kt_err *err)
{
    struct kt_study *st = r->v.st;
    const char *file = r->v.file;
    kt_tally_close(st, &r->odd);
    kt_tally_close(st, &r->bare);
    status = kt_vector_close(&r->v, status, err);
    joint->snap_m = kt_settings_num(st->set, kt_printf(&tmp, "%s.snap_m", section));
    if (status == KT_OK) status = build(r, st, file, section, joint, credit, tmp, err);
    kt_road_net_free(r->net);
    return status;
}
