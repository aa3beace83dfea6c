/* directory: where people of a region get support, municipality by municipality; a document of its own.
 *
 * Lines are broken by counted letters, not by measured ones, so that the number of sheets is known before a
 * canvas is; a line never holds more than fits in the widest letters in use.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../directory_internal.h"

#include <string.h>

enum { LINE_LETTERS = 98, LABEL_MM = 30 };
static const double first_y = 42, row = 4.3, room_below = 6;

struct entry_line {
    enum kt_role role;
    const char *label; /* at the left of the first line of a fact; NULL: none */
    const char *text;
    double indent;
    bool begins; /* a block that is not parted from the lines after it */
    double before;
};

struct listing {
    struct entry_line *line;
    size_t n, cap;
    bool each;    /* a municipality to a sheet */
    size_t first; /* line of the first municipality */
};

static size_t letters(const char *s, size_t bytes)
{
    size_t n = 0;
    for (size_t i = 0; i < bytes; i++) n += ((unsigned char)s[i] & 0xC0) != 0x80;
    return n;
}

/* Wrapped at blanks. */
static void add_text(const struct kt_doc *d, struct listing *l, struct entry_line first)
{
    const char *text = first.text;
    while (*text) {
        size_t take = strlen(text), blank = 0;
        if (letters(text, take) > LINE_LETTERS) {
            for (size_t i = 0; i < take && letters(text, i) <= LINE_LETTERS; i++)
                if (text[i] == ' ') blank = i;
            for (size_t i = 1; !blank && i < take; i++)
                if (((unsigned char)text[i] & 0xC0) != 0x80 && letters(text, i) == LINE_LETTERS) blank = i;
            take = blank;
        }
        first.text = kt_strndup(d->arena, text, take);
        if (l->n < l->cap) l->line[l->n++] = first;
        text += take;
        while (*text == ' ') text++;
        first.label = NULL;
        first.begins = false;
        first.before = 0;
    }
}

static void add_site(const struct kt_doc *d, struct listing *l, size_t site)
{
    struct kt_fact fact[KT_SITE_FACTS];
    size_t n = kt_site_facts(d, site, fact);
    add_text(d, l, (struct entry_line){KT_TABLE_BOLD, NULL, kt_site_name(d, site), 0, true, 2.2});
    for (size_t i = 0; i < n; i++) {
        enum kt_role role = fact[i].stale ? KT_TABLE_BOLD : KT_TABLE;
        add_text(d, l, (struct entry_line){role, fact[i].label, fact[i].text, LABEL_MM, false, 0});
    }
}

static void add_plain(const struct kt_doc *d, struct listing *l, const char *text, double before)
{
    if (text) add_text(d, l, (struct entry_line){KT_TABLE, NULL, text, 0, false, before});
}

/* report.directory_sheets: each municipality begins a sheet of its own, for its notice board. */
static bool sheet_each(const struct kt_doc *d)
{
    const struct kt_settings *set = d->rep->study->set;
    return set && kt_settings_has(set, "report.directory_sheets") &&
           kt_settings_bool(set, "report.directory_sheets");
}

static size_t sites_in(const struct kt_doc *d, const size_t *zone, size_t nzone)
{
    struct kt_arena mark = *d->arena;
    size_t n = 0, *site;
    for (size_t i = 0; i < nzone; i++) n += kt_sites_at(d, zone[i], &site);
    *d->arena = mark;
    return n;
}

static struct listing make(const struct kt_doc *d)
{
    size_t *zone, nzone = kt_doc_named(d, d->rep->fine, &zone);
    struct listing l = {.each = sheet_each(d), .cap = 64 * (nzone + sites_in(d, zone, nzone) + 1)};
    l.line = kt_alloc(d->arena, l.cap, sizeof *l.line);
    size_t remote = 0;
    for (size_t i = 0; i < nzone; i++) remote += kt_site_remote_text(d, zone[i]) != NULL;
    if (!remote) add_plain(d, &l, KT_SAY0(d->arena, d->lang, dir_remote_unknown), 0);
    l.first = l.n;
    for (size_t i = 0; i < nzone; i++) {
        size_t *site, n = kt_sites_at(d, zone[i], &site), before = l.n + 1;
        const char *name = kt_place(d, d->rep->fine, zone[i]);
        add_text(d, &l, (struct entry_line){KT_SUBTITLE, NULL, name, 0, true, 5});
        add_plain(d, &l, kt_site_nearest(d, zone[i]), 0);
        add_plain(d, &l, kt_site_way(d, zone[i]), 0);
        add_plain(d, &l, kt_site_remote_text(d, zone[i]), 0);
        if (l.n > before) l.line[before].before = 1.2;
        for (size_t k = 0; k < n; k++) add_site(d, &l, site[k]);
    }
    return l;
}

/* First line of the sheet after the one that begins at `from`: blocks stay whole where a sheet holds them. */
static size_t next_sheet(const struct listing *l, size_t from)
{
    double y = first_y;
    size_t last = from;
    for (size_t i = from; i < l->n; i++) {
        bool head = l->line[i].role == KT_SUBTITLE;
        /* What stands before the first municipality goes with it. */
        if (l->each && head && i > from && i > l->first) return i;
        if (l->line[i].begins && i > from) last = i;
        y += row + (i > from ? l->line[i].before : 0);
        if (y > KT_CONTENT_END - room_below) {
            /* A heading does not stay alone at the foot: its block begins one line earlier. */
            if (last > from && last + 1 == i && l->line[last].role == KT_SUBTITLE) return last;
            return last > from ? last : i;
        }
    }
    return l->n;
}

static bool applies(const struct kt_doc *d)
{
    return !kt_doc_national(d) && d->level == d->rep->fine + 1;
}

static size_t sheets(const struct kt_doc *d)
{
    struct kt_arena mark = *d->arena;
    struct listing l = make(d);
    size_t n = 0;
    for (size_t at = 0; at < l.n; n++) at = next_sheet(&l, at);
    *d->arena = mark;
    return n ? n : 1;
}

/* Of the municipality that a sheet is about where each has its own, else of the region. */
static const char *sheet_name(const struct kt_doc *d, const struct listing *l, size_t from, size_t to)
{
    const char *name = kt_place(d, d->level, d->zone);
    for (size_t i = 0; i < to && l->each; i++)
        if (l->line[i].role == KT_SUBTITLE) {
            name = l->line[i].text;
            if (i >= from) break;
        }
    return name;
}

static void draw_line(struct kt_canvas *cv, const struct entry_line *e, double y)
{
    bool head = e->role == KT_SUBTITLE;
    if (head) kt_canvas_outline(cv, e->text);
    kt_tag_open(cv, head ? "H2" : "P");
    if (e->label) kt_text(cv, KT_NOTE_TEXT, KT_LEFT, KT_MARGIN, y, e->indent, e->label);
    kt_text(cv, head ? KT_BODY_BOLD : e->role, KT_LEFT, KT_MARGIN + e->indent, y, KT_TEXT_W - e->indent,
            e->text);
    kt_tag_close(cv, head ? "H2" : "P");
    if (head) kt_line(cv, KT_MARGIN, y + 1.4, KT_MARGIN + KT_TEXT_W, y + 1.4, KT_RULE, 0.2);
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    struct listing l = make(d);
    size_t from = 0;
    for (size_t i = 0; i < part; i++) from = next_sheet(&l, from);
    size_t to = next_sheet(&l, from);
    kt_frame(d, cv, KT_SAY0(d->arena, d->lang, dir_page),
             KT_SAY(d->arena, d->lang, dir_find, sheet_name(d, &l, from, to)),
             KT_SAY(d->arena, d->lang, dir_sub, kt_unit(d, d->rep->fine, KT_U_BY)),
             KT_SAY0(d->arena, d->lang, dir_page));
    double y = first_y;
    for (size_t i = from; i < to; i++) {
        y += row + (i > from ? l.line[i].before : 0);
        draw_line(cv, &l.line[i], y);
    }
}

const struct kt_page kt_directory = {
    "directory",
    {{"Digituen paikat", "Ställen för digitalt stöd", "Places of digital support"}},
    "Where, when and in which languages people get support, by municipality; a document of its own.",
    applies,
    sheets,
    draw,
    NULL,
};
