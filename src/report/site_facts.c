/* site_facts: what is known of a place of support, in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "directory_internal.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#define SAY0(key) KT_SAY0(d->arena, d->lang, key)

static const struct kt_sites *sites_of(const struct kt_doc *d)
{
    return &d->rep->study->sites;
}

static bool supports(const struct kt_sites *t, size_t i)
{
    return t->supports && t->supports[i] == KT_YES;
}

static const char *text_of(const char *const *column, size_t i)
{
    return column && column[i] && *column[i] ? column[i] : NULL;
}

size_t kt_sites_at(const struct kt_doc *d, size_t z, size_t **site)
{
    const struct kt_sites *t = sites_of(d);
    size_t n = 0;
    *site = KT_NEW(d->arena, size_t, t->n + 1);
    for (size_t i = 0; i < t->n; i++)
        if (supports(t, i) && t->zone && t->zone[i] >= 0 &&
            kt_zone_up(d->rep->study, t->zone[i], d->rep->fine) == (int32_t)z)
            (*site)[n++] = i;
    return n;
}

static bool listed(const char *list, const char *code)
{
    size_t n = strlen(code);
    for (const char *p = list; *p;) {
        size_t len = strcspn(p, ";");
        if (len == n && strncmp(p, code, n) == 0) return true;
        p += len + (p[len] == ';');
    }
    return false;
}

static bool serves(const struct kt_doc *d, const char *area, size_t z)
{
    const struct kt_study *st = d->rep->study;
    if (listed(area, "*")) return true;
    int32_t at = (int32_t)z;
    for (size_t lv = d->rep->fine; lv < st->nlevel && at >= 0; lv++) {
        if (listed(area, st->level[lv].code[at])) return true;
        at = st->level[lv].parent[at];
    }
    return false;
}

size_t kt_sites_remote(const struct kt_doc *d, size_t z, size_t **site)
{
    const struct kt_sites *t = sites_of(d);
    size_t n = 0;
    *site = KT_NEW(d->arena, size_t, t->n + 1);
    for (size_t i = 0; i < t->n; i++) {
        const char *area = text_of(t->service_area, i);
        if (supports(t, i) && area && serves(d, area, z)) (*site)[n++] = i;
    }
    return n;
}

const char *kt_site_name(const struct kt_doc *d, size_t site)
{
    const struct kt_sites *t = sites_of(d);
    const char *s = text_of(t->name[d->lang], site);
    if (!s) s = text_of(t->name[KT_FI], site);
    return s ? s : t->id[site];
}

/* ---- words ---- */

static const char *plain_hours(const struct kt_doc *d, double hours)
{
    return kt_num(d, hours, hours == round(hours) ? 0 : 1);
}

/* The week in words, else how many hours it has; then what is apart from an ordinary week. NULL: nothing is known. */
static const char *when(const struct kt_doc *d, size_t i)
{
    const struct kt_sites *t = sites_of(d);
    const char *osm = text_of(t->hours_text, i), *apart = text_of(t->holiday_text, i);
    const char *out = osm ? kt_hours_words(d, osm) : NULL;
    double alone = t->self_service_hours ? t->self_service_hours[i] : NAN;
    if (!out && t->hours_week && !isnan(t->hours_week[i]))
        out = KT_SAY(d->arena, d->lang, dir_hours, plain_hours(d, t->hours_week[i]));
    if (!out) return NULL;
    if (apart || alone > 0) out = kt_printf(d->arena, "%s.", out);
    if (apart) out = kt_printf(d->arena, "%s %s", out, kt_hours_apart(d, apart));
    if (alone > 0)
        out = kt_printf(d->arena, "%s %s", out,
                        KT_SAY(d->arena, d->lang, dir_self_service, plain_hours(d, alone)));
    return out;
}

/* "suomi, ruotsi" of "fi;sv". */
static const char *languages(const struct kt_doc *d, const char *codes)
{
    const char *out = "";
    for (const char *p = codes; *p;) {
        size_t len = strcspn(p, ";, ");
        char code[16], name[128];
        UChar wide[64];
        UErrorCode bad = U_ZERO_ERROR;
        (void)snprintf(code, sizeof code, "%.*s", (int)len, p);
        uloc_getDisplayLanguage(code, kt_lang_code[d->lang], wide, 64, &bad);
        u_strToUTF8(name, sizeof name, NULL, wide, -1, &bad);
        if (len) out = kt_printf(d->arena, "%s%s%s", out, *out ? ", " : "", U_SUCCESS(bad) ? name : code);
        p += len + (p[len] != '\0');
    }
    return out;
}

static const char *where(const struct kt_doc *d, size_t i)
{
    const struct kt_sites *t = sites_of(d);
    const char *part[] = {text_of(t->address, i), text_of(t->postal_code, i), text_of(t->post_office, i)};
    const char *out = "";
    for (int k = 0; k < 3; k++)
        if (part[k])
            out = kt_printf(d->arena, "%s%s%s", out, !*out ? "" : k == 2 && part[1] ? " " : ", ", part[k]);
    return *out ? out : NULL;
}

static const char *how(const struct kt_doc *d, const char *form)
{
    if (kt_streq(form, "near")) return SAY0(dir_near);
    if (kt_streq(form, "remote")) return SAY0(dir_remote);
    if (kt_streq(form, "training")) return SAY0(dir_training);
    return form;
}

static const char *appointment(const struct kt_doc *d, const char *s)
{
    if (kt_streq(s, "no")) return SAY0(dir_appointment_no);
    if (kt_streq(s, "optional")) return SAY0(dir_appointment_optional);
    if (kt_streq(s, "required")) return SAY0(dir_appointment_required);
    return s;
}

static const char *fee(const struct kt_doc *d, const char *s)
{
    if (kt_streq(s, "free")) return SAY0(dir_fee_free);
    if (kt_streq(s, "conditional")) return SAY0(dir_fee_conditional);
    if (kt_streq(s, "paid")) return SAY0(dir_fee_paid);
    return s;
}

/* Months from one ISO day to another, whole ones only; -1 when either is none. */
static int months_between(const char *from, const char *to)
{
    int y0, m0, d0, y1, m1, d1;
    if (!from || !to || sscanf(from, "%d-%d-%d", &y0, &m0, &d0) != 3 ||
        sscanf(to, "%d-%d-%d", &y1, &m1, &d1) != 3)
        return -1;
    return (y1 - y0) * 12 + m1 - m0 - (d1 < d0);
}

static struct kt_fact checked(const struct kt_doc *d, size_t i)
{
    const char *day = text_of(sites_of(d)->updated_on, i);
    struct kt_fact f = {.label = SAY0(dir_checked)};
    if (!day) return f;
    double limit = kt_set_num(d->rep->study, "report.stale_months", 12);
    f.text = kt_fmt_date(d->arena, d->lang, day);
    f.stale = months_between(day, kt_set_str(d->rep->study, "study.date", NULL)) >= (int)limit;
    if (f.stale)
        f.text =
            kt_printf(d->arena, "%s – %s", f.text, KT_SAY(d->arena, d->lang, dir_stale, kt_num(d, limit, 0)));
    return f;
}

/* Only addresses that a browser opens as pages; anything else stays text. */
static const char *page_address(const char *s)
{
    return s && (strncmp(s, "https://", 8) == 0 || strncmp(s, "http://", 7) == 0) ? s : NULL;
}

/* What is not known is one line at the end: "no data" nine times over hides the little that is known. */
static const char *lacks(const struct kt_doc *d, const struct kt_fact *fact, size_t n)
{
    char *save = NULL, *word = strtok_r(kt_strdup(d->arena, SAY0(dir_lacks)), " ", &save);
    const char *out = "";
    for (size_t i = 0; i < n && word; i++, word = strtok_r(NULL, " ", &save))
        if (!fact[i].text) out = kt_printf(d->arena, "%s%s%s", out, *out ? ", " : "", word);
    return *out ? out : NULL;
}

size_t kt_site_facts(const struct kt_doc *d, size_t i, struct kt_fact fact[KT_SITE_FACTS])
{
    const struct kt_sites *t = sites_of(d);
    const char *lang = text_of(t->languages, i), *form = text_of(t->form, i);
    const char *book = text_of(t->appointment, i), *price = text_of(t->fee, i);
    const char *phone = text_of(t->phone, i), *web = text_of(t->web, i);
    const char *provider = text_of(t->provider_name, i);
    int step = t->step_free ? t->step_free[i] : KT_UNKNOWN;
    const char *access = step == KT_YES ? SAY0(dir_step_yes) : step == KT_NO ? SAY0(dir_step_no) : NULL;
    /* In the order of dir_lacks. */
    const struct kt_fact all[] = {{SAY0(dir_where), where(d, i), NULL, false},
                                  {SAY0(dir_when), when(d, i), NULL, false},
                                  {SAY0(dir_languages), lang ? languages(d, lang) : NULL, NULL, false},
                                  {SAY0(dir_how), form ? how(d, form) : NULL, NULL, false},
                                  {SAY0(dir_step), access, NULL, false},
                                  {SAY0(dir_appointment), book ? appointment(d, book) : NULL, NULL, false},
                                  {SAY0(dir_fee), price ? fee(d, price) : NULL, NULL, false},
                                  {SAY0(dir_phone), phone, NULL, false},
                                  {SAY0(dir_web), web, page_address(web), false},
                                  checked(d, i)};
    const size_t nall = sizeof all / sizeof *all;
    const char *lack = lacks(d, all, nall);
    size_t n = 0;
    for (size_t k = 0; k < nall; k++) {
        /* The register's own date stands last. */
        if (k + 1 == nall && provider)
            fact[n++] = (struct kt_fact){SAY0(dir_provider), provider, NULL, false};
        if (all[k].text) fact[n++] = all[k];
    }
    if (lack) fact[n++] = (struct kt_fact){SAY0(dir_lack), lack, NULL, false};
    return n;
}

const char *kt_site_way(const struct kt_doc *d, size_t z)
{
    struct kt_val km = kt_val(d, d->rep->fine, "dist_km", z), min = kt_val(d, d->rep->fine, "cost_min", z);
    if (!kt_shown(km)) return NULL;
    const char *way = kt_printf(d->arena, "%s\u00a0km", kt_num(d, km.v, km.v < 9.95 ? 1 : 0));
    return kt_shown(min) ? KT_SAY(d->arena, d->lang, dir_way_time, way, kt_num(d, min.v, 0))
                         : KT_SAY(d->arena, d->lang, dir_way, way);
}

/* Where the study has roads, how long the way takes along them; "" otherwise. */
static const char *minutes_away(const struct kt_doc *d, size_t z)
{
    const struct kt_isochrones *iso = d->rep->view->isochrones;
    if (!iso || !iso->n) return "";
    const char *column = kt_printf(d->arena, "travel_min_%s", iso->mode[0]);
    struct kt_val min = kt_val(d, d->rep->fine, column, z);
    if (!kt_shown(min)) return "";
    return KT_SAY(d->arena, d->lang, dir_minutes, kt_num(d, min.v, 0), kt_by_mode(d, iso->mode[0]));
}

const char *kt_site_nearest(const struct kt_doc *d, size_t z)
{
    const struct kt_zones *zs = &d->rep->study->level[d->rep->fine];
    const struct kt_sites *t = sites_of(d);
    struct kt_arena tmp = *d->arena;
    struct kt_doc scratch = *d;
    size_t *own;
    scratch.arena = &tmp;
    if (kt_sites_at(&scratch, z, &own)) return NULL;
    double least = INFINITY;
    size_t best = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (!supports(t, i) || !t->x || !zs->label_x) continue;
        double km = hypot(t->x[i] - zs->label_x[z], t->y[i] - zs->label_y[z]) / 1000;
        if (km < least) {
            least = km;
            best = i;
        }
    }
    if (!isfinite(least)) return SAY0(dir_none);
    int32_t at = t->zone && t->zone[best] >= 0 ? kt_zone_up(d->rep->study, t->zone[best], d->rep->fine) : -1;
    const char *name = kt_site_name(d, best), *km = kt_num(d, least, least < 9.95 ? 1 : 0);
    if (at >= 0) name = kt_printf(d->arena, "%s %s", name, kt_place_in(d, d->rep->fine, (size_t)at, false));
    const char *minutes = minutes_away(d, z);
    return kt_printf(d->arena, "%s %s%s%s", SAY0(dir_none), KT_SAY(d->arena, d->lang, dir_nearest, name, km),
                     *minutes ? " " : "", minutes);
}

const char *kt_site_remote_text(const struct kt_doc *d, size_t z)
{
    const struct kt_sites *t = sites_of(d);
    size_t *site, n = kt_sites_remote(d, z, &site);
    const char *list = "";
    for (size_t i = 0; i < n; i++) {
        const char *phone = text_of(t->phone, site[i]), *web = text_of(t->web, site[i]);
        list = kt_printf(d->arena, "%s%s%s", list, *list ? "; " : "", kt_site_name(d, site[i]));
        if (phone) list = kt_printf(d->arena, "%s, %s", list, phone);
        if (web) list = kt_printf(d->arena, "%s, %s", list, web);
    }
    return n ? KT_SAY(d->arena, d->lang, dir_remote_here, list) : NULL;
}
