/* ptv: service locations of the Suomi.fi service catalogue, as its open interface answers them (v8 to v11), and
 * the form by language that downstream services make of them.
 *
 * Each place of a channel is a site: "ID", or "ID-1", "ID-2" where there are several. A postal box is no place.
 * Coordinates are metres of EPSG:3067, `latitude` the northing; they count when coordinateState is Ok or
 * EnteredByUser (listed), else they are unknown. A telephone channel, and one without an address of its own,
 * serves its area: municipalities, regions or the country. Drafts, deleted and archived channels are left out
 * and listed, and so are web pages and forms. The code of a municipality counts, its name does not.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "channel_internal.h"

#include <string.h>

static bool is_channel(const json_t *o)
{
    return json_object_get(o, "id") && (json_object_get(o, "serviceChannelNames") ||
                                        json_object_get(o, "addresses") || json_object_get(o, "areaType"));
}

static const char *channel_type(struct kt_study *st, const json_t *o)
{
    const char *type = kt_json_text(st, o, "serviceChannelType");
    if (!type) type = kt_json_text(st, o, "type");
    return type ? type : "ServiceLocation";
}

/* NULL when the channel is to be read. */
static const char *why_left_out(struct kt_channels *c, const json_t *o)
{
    const char *status = kt_json_text(c->st, o, "publishingStatus"), *type = channel_type(c->st, o);
    if (status && !kt_streq(status, "Published"))
        return kt_printf(c->st->keep, "its status is %.40s", status);
    if (kt_streq(type, "ServiceLocation") || kt_streq(type, "Phone")) return NULL;
    return kt_printf(c->st->keep, "%.40s is no service point", type);
}

/* Names by displayNameType: an alternative name is shown only where the channel says so. */
static const char *name_in(struct kt_study *st, const json_t *o, const char *lang)
{
    const json_t *names = json_object_get(o, "serviceChannelNames"),
                 *shown = json_object_get(o, "displayNameType");
    const char *want = "Name", *other = NULL;
    if (!names) return kt_json_in_language(st, json_object_get(o, "name"), lang);
    for (size_t i = 0; i < json_array_size(shown); i++) {
        const json_t *one = json_array_get(shown, i);
        if (kt_streq(kt_json_text(st, one, "language"), lang) &&
            kt_streq(kt_json_text(st, one, "type"), "AlternativeName"))
            want = "AlternativeName";
    }
    for (size_t i = 0; i < json_array_size(names); i++) {
        const json_t *one = json_array_get(names, i);
        if (!kt_streq(kt_json_text(st, one, "language"), lang)) continue;
        const char *type = kt_json_text(st, one, "type"), *value = kt_json_text(st, one, "value");
        if (!type || kt_streq(type, want)) return value;
        if (!other) other = value;
    }
    return other;
}

static bool any_name_says(const struct kt_channels *c, const json_t *names)
{
    if (json_is_object(names)) {
        const char *key;
        json_t *value;
        json_object_foreach((json_t *)(uintptr_t)names, key,
                            value) if (kt_says_support(c, json_string_value(value))) return true;
        return false;
    }
    for (size_t i = 0; i < json_array_size(names); i++) {
        const json_t *one = json_array_get(names, i);
        const char *text = json_string_value(json_object_get(one, "value"));
        if (kt_says_support(c, text ? text : json_string_value(json_object_get(one, "name")))) return true;
    }
    return false;
}

static enum kt_tri supports(const struct kt_channels *c, const json_t *o)
{
    const json_t *services = json_object_get(o, "services");
    if (any_name_says(c, json_object_get(o, "serviceChannelNames")) ||
        any_name_says(c, json_object_get(o, "name")) || any_name_says(c, json_object_get(o, "ontologyTerms")))
        return KT_YES;
    bool any = false;
    for (size_t i = 0; i < json_array_size(services); i++) {
        const json_t *service = json_object_get(json_array_get(services, i), "service");
        const char *name = json_string_value(json_object_get(service, "name"));
        if (kt_says_support(c, name) || any_name_says(c, json_object_get(service, "ontologyTerms")))
            return KT_YES;
        any |= name != NULL;
    }
    return any ? KT_NO : KT_UNKNOWN;
}

static const char *languages(struct kt_study *st, const json_t *o)
{
    const json_t *list = json_object_get(o, "languages");
    const char *codes = NULL;
    for (size_t i = 0; i < json_array_size(list) && i < 40; i++) {
        const char *text = json_string_value(json_array_get(list, i));
        const char *code = text ? kt_word_language(text, strlen(text)) : NULL;
        if (code) codes = kt_sites_append(st->keep, codes, code);
    }
    return codes;
}

static const char *phone(struct kt_study *st, const json_t *o)
{
    const json_t *numbers = json_object_get(o, "phoneNumbers");
    for (size_t i = 0; i < json_array_size(numbers); i++) {
        const json_t *one = json_array_get(numbers, i);
        const char *type = kt_json_text(st, one, "type"), *number = kt_json_text(st, one, "number");
        const char *prefix = kt_json_text(st, one, "prefixNumber");
        if (!number || (type && !kt_streq(type, "Phone"))) continue;
        return prefix ? kt_printf(st->keep, "%s %s", prefix, number) : number;
    }
    return NULL;
}

/* ---- areas ---- */

/* All regions but Åland; where no level of regions is read, the whole country stands in. */
static const char *mainland(const struct kt_study *st)
{
    int lv = kt_level_find(st, "region");
    const char *list = NULL;
    for (size_t z = 0; lv >= 0 && z < st->level[lv].n; z++)
        if (!kt_streq(st->level[lv].code[z], "21"))
            list = kt_sites_append(st->keep, list, st->level[lv].code[z]);
    return list ? list : "*";
}

static const char *add_municipalities(struct kt_study *st, const char *list, const json_t *municipalities)
{
    for (size_t i = 0; i < json_array_size(municipalities) && i < 400; i++) {
        const char *code = kt_json_text(st, json_array_get(municipalities, i), "code");
        if (code) list = kt_sites_append(st->keep, list, code);
    }
    return list;
}

static const char *service_area(struct kt_study *st, const json_t *o)
{
    const char *type = kt_json_text(st, o, "areaType"), *list = NULL;
    if (type && (kt_streq(type, "Nationwide") || kt_streq(type, "WholeCountry"))) return "*";
    if (type && (strstr(type, "ExceptAland"))) return mainland(st);
    const json_t *areas = json_object_get(o, "areas");
    for (size_t i = 0; i < json_array_size(areas) && i < 400; i++) {
        const json_t *area = json_array_get(areas, i);
        const char *code = kt_json_text(st, area, "code");
        if (kt_streq(kt_json_text(st, area, "type"), "Region") && code)
            list = kt_sites_append(st->keep, list, code);
        else
            list = add_municipalities(st, list, json_object_get(area, "municipalities"));
    }
    return list ? list : add_municipalities(st, NULL, json_object_get(o, "areaMunicipalities"));
}

/* ---- places ---- */

enum { PLACES_MAX = 100 }; /* of one channel */

/* The object that holds a place's street and coordinates; NULL when the address is no place. */
static const json_t *place_of(struct kt_study *st, const json_t *address)
{
    const char *type = kt_json_text(st, address, "type"), *sub = kt_json_text(st, address, "subType");
    if (!sub) sub = kt_json_text(st, address, "subtype");
    if ((type && !kt_streq(type, "Location")) ||
        (sub && (kt_streq(sub, "PostOfficeBox") || kt_streq(sub, "Abroad"))))
        return NULL;
    const json_t *street = json_object_get(address, "streetAddress"),
                 *other = json_object_get(address, "otherAddress");
    if (json_object_get(address, "latitude") && !json_is_object(street)) return address;
    if (sub && kt_streq(sub, "Other")) return json_is_object(other) ? other : NULL;
    return json_is_object(street) ? street : json_is_object(other) ? other : NULL;
}

/* A list of addresses, or of the first language that has one. */
static const json_t *addresses_of(const json_t *o)
{
    const json_t *a = json_object_get(o, "addresses");
    if (!json_is_object(a)) return a;
    for (int l = 0; l < KT_NLANG; l++)
        if (json_array_size(json_object_get(a, kt_lang_code[l]))) return json_object_get(a, kt_lang_code[l]);
    return NULL;
}

static void put_coordinates(struct kt_channels *c, const json_t *place, size_t s, long row)
{
    struct kt_sites *ss = &c->st->sites;
    const char *state = kt_json_text(c->st, place, "coordinateState"), *id = ss->id[s];
    double north = kt_json_number(place, "latitude"), east = kt_json_number(place, "longitude");
    bool by_hand = state && kt_streq(state, "EnteredByUser");
    if ((state && !kt_streq(state, "Ok") && !by_hand) || isnan(north) || isnan(east) ||
        (north == 0 && east == 0)) {
        kt_tally_add(c->st, &c->no_place, row, "%.80s has no coordinates (%.40s)", id,
                     state ? state : "none told");
        return;
    }
    ss->x[s] = east, ss->y[s] = north;
    if (!kt_placer_put(&c->placer, &ss->x[s], &ss->y[s]))
        kt_tally_add(c->st, &c->off, row, "%.80s: northing %.8g, easting %.8g lies where it can't", id, north,
                     east);
    else if (by_hand)
        kt_tally_add(c->st, &c->entered, row, "%.80s: its coordinates were entered by hand", id);
}

static void put_address(struct kt_channels *c, const json_t *place, size_t s)
{
    struct kt_study *st = c->st;
    struct kt_sites *ss = &st->sites;
    const char *street = kt_json_both(st, json_object_get(place, "street"));
    const char *number = kt_json_text(st, place, "streetNumber");
    if (!street) street = kt_json_text(st, place, "streetName");
    ss->address[s] = street && number ? kt_printf(st->keep, "%s %s", street, number) : street;
    ss->postal_code[s] = kt_json_text(st, place, "postalCode");
    ss->post_office[s] = kt_json_both(st, json_object_get(place, "postOffice"));
    ss->municipality[s] = kt_json_text(st, json_object_get(place, "municipality"), "code");
    if (!ss->municipality[s]) ss->municipality[s] = kt_json_text(st, place, "municipalityCode");
}

/* ---- sites ---- */

struct channel {
    const json_t *o;
    long row;
    struct kt_hours hours;
    const char *id, *appointment, *day;
    bool phone;
};

static void add_site(struct kt_channels *c, const struct channel *ch, const char *id, const json_t *place)
{
    struct kt_study *st = c->st;
    struct kt_sites *ss = &st->sites;
    size_t s = kt_sites_add(st, ch->row);
    ss->id[s] = id;
    for (int l = 0; l < KT_NLANG; l++) ss->name[l][s] = name_in(st, ch->o, kt_lang_code[l]);
    kt_sites_complete_names(st, s);
    ss->form[s] = ch->phone ? "remote" : "near";
    ss->sub_form[s] = ch->phone ? "phone" : "service_point";
    ss->languages[s] = languages(st, ch->o);
    ss->supports[s] = (int8_t)supports(c, ch->o);
    ss->appointment[s] = ch->appointment;
    ss->phone[s] = phone(st, ch->o);
    ss->web[s] = kt_json_text(st, json_array_get(json_object_get(ch->o, "webPages"), 0), "url");
    ss->updated_on[s] = ch->day;
    ss->source[s] = "ptv";
    kt_sites_set_hours(st, s, &ch->hours);
    c->without_hours += isnan(ch->hours.week) != 0;
    if (place) {
        put_address(c, place, s);
        put_coordinates(c, place, s, ch->row);
    } else {
        ss->service_area[s] = service_area(st, ch->o);
    }
}

static void read_hours(struct kt_channels *c, struct channel *ch)
{
    const char *why,
        *today = kt_settings_has(c->st->set, "study.date") ? kt_settings_str(c->st->set, "study.date") : "";
    if (!kt_ptv_hours(json_object_get(ch->o, "serviceHours"), today, c->st->keep, c->tmp, &ch->hours,
                      &ch->appointment, &why))
        kt_tally_add(c->st, &c->hours, ch->row, "%.80s: %s; its hours are unknown", ch->id, why);
    if (ch->hours.doubt) kt_tally_add(c->st, &c->doubtful, ch->row, "%.80s: %s", ch->id, ch->hours.doubt);
}

static size_t count_places(struct kt_study *st, const json_t *o)
{
    const json_t *addresses = addresses_of(o);
    size_t n = 0;
    for (size_t i = 0; i < json_array_size(addresses) && n < PLACES_MAX; i++)
        n += place_of(st, json_array_get(addresses, i)) != NULL;
    return n;
}

static void read_channel(struct kt_channels *c, size_t i)
{
    struct kt_study *st = c->st;
    struct channel ch = {.o = c->entry[i], .row = (long)i + 1};
    ch.id = kt_json_text(st, ch.o, "id");
    if (!ch.id) ch.id = kt_printf(st->keep, "row%zu", i + 1);
    const char *why = why_left_out(c, ch.o), *modified = kt_json_text(st, ch.o, "modified");
    if (why) {
        kt_tally_add(st, &c->left_out, ch.row, "channel %.80s was left out: %s", ch.id, why);
        return;
    }
    char day[11];
    if (!modified) modified = kt_json_text(st, ch.o, "lastUpdated");
    if (modified && kt_word_day(modified, day)) ch.day = kt_strdup(st->keep, day);
    ch.phone = kt_streq(channel_type(st, ch.o), "Phone");
    read_hours(c, &ch);
    const json_t *addresses = addresses_of(ch.o);
    size_t n = ch.phone ? 0 : count_places(st, ch.o), k = 0;
    if (!n) add_site(c, &ch, ch.id, NULL);
    for (size_t a = 0, left = n; left && a < json_array_size(addresses); a++) {
        const json_t *place = place_of(st, json_array_get(addresses, a));
        if (!place) continue;
        left--;
        add_site(c, &ch, n == 1 ? ch.id : kt_printf(st->keep, "%s-%zu", ch.id, ++k), place);
    }
}

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    struct kt_channels c;
    enum kt_status status = kt_channels_open(&c, st, section, "EPSG:3067", is_channel, tmp, err);
    if (status == KT_OK) {
        size_t n = 0;
        for (size_t i = 0; i < c.n; i++) {
            size_t places = count_places(st, c.entry[i]);
            n += places ? places : 1;
        }
        kt_sites_reserve(st, c.file, n);
        for (size_t i = 0; i < c.n; i++) read_channel(&c, i);
    }
    return kt_channels_close(&c, status, err);
}

static const struct kt_param param[] = {KT_CHANNEL_PARAMS};

const struct kt_importer kt_ptv = {
    .name = "ptv",
    .summary = "Service locations and telephone services of the Suomi.fi service catalogue.",
    .reads = "sites",
    .source = "Suomi.fi Finnish Service Catalogue (PTV) open interface v8 to v11, ServiceChannel answers as "
              "JSON, CC BY 4.0",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .run = run,
};
