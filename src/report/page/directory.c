/* directory: where people of a region get support, municipality by municipality; a document of its own.
 *
 * Lines are broken by counted letters, not by measured ones, so that the number of sheets is known before a
 * canvas is; a line never holds more than fits in the widest letters in use.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../directory_internal.h"

#include <string.h>

enum { LINE_LETTERS = 124 };
static const double first_y = 42, row = 4.3, room_below = 6;

struct entry_line {
    enum kt_role role;
    const char *text;
    bool begins; /* a block that is not parted from the lines after it */
    double before;
};

struct listing {
    struct entry_line *line;
    size_t n, cap;
};

static size_t letters(const char *s, size_t bytes)
{
    size_t n = 0;
    for (size_t i = 0; i < bytes; i++) n += ((unsigned char)s[i] & 0xC0) != 0x80;
    return n;
}

static void add_line(struct listing *l, enum kt_role role, const char *text, bool begins, double before)
{
    if (l->n < l->cap) l->line[l->n++] = (struct entry_line){role, text, begins, before};
}

/* Wrapped at blanks. */
static void add_text(const struct kt_doc *d, struct listing *l, enum kt_role role, const char *text,
                     bool begins, double before)
{
    while (*text) {
        size_t take = strlen(text), blank = 0;
        if (letters(text, take) > LINE_LETTERS) {
            for (size_t i = 0; i < take && letters(text, i) <= LINE_LETTERS; i++)
                if (text[i] == ' ') blank = i;
            for (size_t i = 1; !blank && i < take; i++)
                if (((unsigned char)text[i] & 0xC0) != 0x80 && letters(text, i) == LINE_LETTERS) blank = i;
            take = blank;
        }
        add_line(l, role, kt_strndup(d->arena, text, take), begins, before);
        text += take;
        while (*text == ' ') text++;
        begins = false;
        before = 0;
    }
}

/* "Label: text · Label: text", as many facts to a line as fit. */
static void add_site(const struct kt_doc *d, struct listing *l, size_t site)
{
    struct kt_fact fact[KT_SITE_FACTS];
    size_t n = kt_site_facts(d, site, fact);
    const char *line = "";
    add_text(d, l, KT_TABLE_BOLD, kt_site_name(d, site), true, 2.2);
    for (size_t i = 0; i < n; i++) {
        const char *next = kt_printf(d->arena, "%s: %s", fact[i].label, fact[i].text);
        bool alone = i < 2 || fact[i].stale;
        const char *both = kt_printf(d->arena, "%s%s%s", line, *line ? " · " : "", next);
        if (*line && (alone || i == 2 || letters(both, strlen(both)) > LINE_LETTERS)) {
            add_text(d, l, KT_TABLE, line, false, 0);
            line = next;
        } else {
            line = both;
        }
    }
    add_text(d, l, KT_TABLE, line, false, 0);
}

static struct listing make(const struct kt_doc *d)
{
    size_t *zone, nzone = kt_doc_rows(d, d->rep->fine, &zone);
    struct listing l = {.cap = 64 * nzone + 64 * (d->rep->study->sites.n + 1)};
    l.line = kt_alloc(d->arena, l.cap, sizeof *l.line);
    for (size_t i = 0; i < nzone; i++) {
        size_t *site, n = kt_sites_at(d, zone[i], &site);
        const char *none = kt_site_nearest(d, zone[i]);
        add_text(d, &l, KT_SUBTITLE, kt_place(d, d->rep->fine, zone[i]), true, 5);
        if (none) add_text(d, &l, KT_TABLE, none, false, 1.2);
        add_text(d, &l, KT_TABLE, kt_site_remote_text(d, zone[i]), false, none ? 0 : 1.2);
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

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    struct listing l = make(d);
    size_t from = 0;
    for (size_t i = 0; i < part; i++) from = next_sheet(&l, from);
    size_t to = next_sheet(&l, from);
    kt_frame(d, cv, KT_SAY0(d->arena, d->lang, dir_page),
             KT_SAY(d->arena, d->lang, dir_find, kt_place(d, d->level, d->zone)),
             KT_SAY(d->arena, d->lang, dir_sub, kt_unit(d, d->rep->fine, KT_U_BY)),
             KT_SAY0(d->arena, d->lang, dir_page));
    double y = first_y;
    for (size_t i = from; i < to; i++) {
        bool head = l.line[i].role == KT_SUBTITLE;
        y += row + (i > from ? l.line[i].before : 0);
        kt_tag_open(cv, head ? "H2" : "P");
        kt_text(cv, head ? KT_BODY_BOLD : l.line[i].role, KT_LEFT, KT_MARGIN, y, KT_TEXT_W, l.line[i].text);
        kt_tag_close(cv, head ? "H2" : "P");
        if (head) kt_line(cv, KT_MARGIN, y + 1.4, KT_MARGIN + KT_TEXT_W, y + 1.4, KT_RULE, 0.2);
    }
}

const struct kt_page kt_directory = {
    "directory",
    {{"Digituen paikat", "Ställen för digitalt stöd", "Places of digital support"}},
    "Where, when and in which languages people get support, by municipality; a document of its own.",
    applies,
    sheets,
    draw,
};
