/* kirkanta: libraries of the national library directory, interface v4 (one library or a list).
 * Staffed hours count as support, self-service hours are told beside; `city` is Kirkanta's own number and no
 * municipality code, so the place decides, or the name of the town where there is no place.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "channel_internal.h"

#include <string.h>

static bool is_library(const json_t *o)
{
    return json_object_get(o, "id") && json_object_get(o, "name") &&
           (json_object_get(o, "address") || json_object_get(o, "coordinates"));
}

/* Does any of its services give support? A library that lists none says nothing. */
static enum kt_tri supports(const struct kt_channels *c, const json_t *library)
{
    const json_t *services = json_object_get(library, "services");
    bool any = false;
    for (size_t i = 0; i < json_array_size(services); i++) {
        const json_t *s = json_array_get(services, i);
        const char *own = kt_json_in_language(c->st, json_object_get(s, "name"), "");
        const char *standard = kt_json_in_language(c->st, json_object_get(s, "standardName"), "");
        if (kt_says_support(c, own) || kt_says_support(c, standard)) return KT_YES;
        any |= own || standard;
    }
    return any ? KT_NO : KT_UNKNOWN;
}

static void place(struct kt_channels *c, const json_t *library, size_t s, long row)
{
    struct kt_sites *ss = &c->st->sites;
    const json_t *at = json_object_get(library, "coordinates");
    double lon = kt_json_number(at, "lon"), lat = kt_json_number(at, "lat");
    ss->x[s] = lon, ss->y[s] = lat;
    if (isnan(lon) || isnan(lat) || (lon == 0 && lat == 0)) {
        ss->x[s] = ss->y[s] = NAN;
        kt_tally_add(c->st, &c->no_place, row, "%.80s has no coordinates", ss->name[KT_FI][s]);
    } else if (!kt_placer_put(&c->placer, &ss->x[s], &ss->y[s])) {
        kt_tally_add(c->st, &c->off, row, "%.80s: lon %.8g, lat %.8g lies where it can't", ss->name[KT_FI][s],
                     lon, lat);
    }
}

static void contact(struct kt_channels *c, const json_t *library, size_t s, long row)
{
    struct kt_study *st = c->st;
    struct kt_sites *ss = &st->sites;
    const json_t *address = json_object_get(library, "address");
    const json_t *main_contact = json_object_get(library, "primaryContactInfo");
    ss->address[s] = kt_json_both(st, json_object_get(address, "street"));
    ss->postal_code[s] = kt_json_text(st, address, "zipcode");
    ss->post_office[s] = kt_json_both(st, json_object_get(address, "city"));
    ss->phone[s] = kt_json_text(st, json_object_get(main_contact, "phoneNumber"), "number");
    if (!ss->phone[s])
        ss->phone[s] =
            kt_json_text(st, json_array_get(json_object_get(library, "phoneNumbers"), 0), "number");
    ss->web[s] =
        kt_json_in_language(st, json_object_get(json_object_get(main_contact, "homepage"), "url"), "");
    if (!isfinite(ss->x[s]))
        ss->municipality[s] = kt_site_municipality(
            st, c->municipalities, kt_json_in_language(st, json_object_get(address, "city"), ""), row,
            &c->town);
}

static void hours(struct kt_channels *c, const json_t *library, size_t s, long row)
{
    struct kt_hours staffed, self;
    const json_t *periods = json_object_get(json_object_get(c->root, "refs"), "period");
    bool use = kt_streq(kt_section_str(c->st, c->section, "exceptional_weeks", c->tmp), "use");
    kt_kirkanta_hours(json_object_get(library, "schedules"), periods, use, c->st->keep, c->tmp, &staffed,
                      &self);
    kt_sites_set_hours(c->st, s, &staffed);
    c->st->sites.self_service_hours[s] = self.week;
    c->without_hours += isnan(staffed.week) != 0;
    if (staffed.doubt)
        kt_tally_add(c->st, &c->doubtful, row, "%.80s: %s", c->st->sites.name[KT_FI][s], staffed.doubt);
}

static const char *id_of(struct kt_study *st, const json_t *library, size_t i)
{
    const json_t *id = json_object_get(library, "id");
    if (json_is_integer(id)) return kt_printf(st->keep, "kirkanta:%lld", (long long)json_integer_value(id));
    const char *text = kt_json_text(st, library, "id");
    return text ? kt_printf(st->keep, "kirkanta:%s", text) : kt_printf(st->keep, "kirkanta:row%zu", i + 1);
}

static void read_library(struct kt_channels *c, size_t i)
{
    const json_t *library = c->entry[i];
    long row = (long)i + 1;
    struct kt_study *st = c->st;
    struct kt_sites *ss = &st->sites;
    size_t s = kt_sites_add(st, row);
    ss->id[s] = id_of(st, library, i);
    for (int l = 0; l < KT_NLANG; l++)
        ss->name[l][s] = kt_json_in_language(st, json_object_get(library, "name"), kt_lang_code[l]);
    kt_sites_complete_names(st, s);
    ss->provider_type[s] = "library";
    ss->form[s] = "near";
    ss->sub_form[s] =
        kt_streq(kt_json_text(st, library, "type"), "home_service") ? "home_visit" : "service_point";
    ss->source[s] = "kirkanta";
    const char *modified = kt_json_text(st, library, "modified");
    char day[11];
    if (modified && kt_word_day(modified, day)) ss->updated_on[s] = kt_strdup(st->keep, day);
    ss->supports[s] = (int8_t)supports(c, library);
    place(c, library, s, row);
    contact(c, library, s, row);
    hours(c, library, s, row);
}

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    struct kt_channels c;
    enum kt_status status = kt_channels_open(&c, st, section, "EPSG:4326", is_library, tmp, err);
    if (status == KT_OK) {
        kt_sites_reserve(st, c.file, c.n);
        c.municipalities = kt_site_municipalities(st);
        for (size_t i = 0; i < c.n; i++) read_library(&c, i);
    }
    return kt_channels_close(&c, status, err);
}

static const struct kt_param param[] = {
    KT_CHANNEL_PARAMS,
    {"exceptional_weeks", KT_T_CHOICE, "", "apart", 0, 0, "apart use",
     "Days of a period that the directory marks as exceptional (summer, holidays): keep them apart, or use "
     "them where a weekday has no ordinary day."},
};

const struct kt_importer kt_kirkanta = {
    .name = "kirkanta",
    .summary = "Libraries of the national directory with staffed and self-service hours.",
    .reads = "sites",
    .source = "Kirkanta interface v4 of kirjastot.fi, /v4/library?with=schedules,services as JSON, CC BY 4.0",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .run = run,
};
