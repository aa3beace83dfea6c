/* check: looks over a finished page the way a proof-reader would: do texts lie over each other, does
 * one run off the paper, is one too small or too pale to read, can the page be read aloud?
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_internal.h"

/* Ink may touch by this much (mm) before two texts count as lying over each other. */
static const double touch = 0.15;

static bool overlap(struct kt_box a, struct kt_box b)
{
    return a.x + touch < b.x + b.w && b.x + touch < a.x + a.w && a.y + touch < b.y + b.h &&
           b.y + touch < a.y + a.h;
}

static void note(struct kt_layout_faults *f, struct kt_arena *keep, const char *what,
                 const struct kt_placed *a, const char *other)
{
    if (f->first) return;
    f->first = kt_printf(keep, "sheet %d, %.1f × %.1f mm: \"%s\" %s%s%s%s", a->page + 1, a->box.x, a->box.y,
                         a->text, what, other ? " \"" : "", other ? other : "", other ? "\"" : "");
}

void kt_layout_check(const struct kt_canvas *cv, struct kt_layout_faults *f, struct kt_arena *keep)
{
    size_t n;
    const struct kt_placed *p = kt_canvas_placed(cv, &n);
    struct kt_box paper = kt_canvas_size(cv);
    const struct kt_placed *unread = NULL, nowhere = {.text = ""};
    const char *why = kt_canvas_unreadable(cv, &unread);
    if (why) {
        f->unread++;
        note(f, keep, why, unread ? unread : &nowhere, NULL);
    }
    for (size_t i = 0; i < n; i++) {
        struct kt_box b = p[i].box;
        if (b.x < 0 || b.y < 0 || b.x + b.w > paper.w || b.y + b.h > paper.h) {
            f->outside++;
            note(f, keep, "runs off the page", &p[i], NULL);
        }
        if (p[i].pt < 6.5 - 1e-9) {
            f->small++;
            note(f, keep, "is smaller than 6.5 pt", &p[i], NULL);
        }
        if (p[i].contrast > 0 && p[i].contrast < 4.5) {
            f->pale++;
            note(f, keep, kt_printf(keep, "reads at %.1f : 1, below 4.5", p[i].contrast), &p[i], NULL);
        }
        for (size_t k = i + 1; k < n && p[k].page == p[i].page; k++) {
            if (!overlap(b, p[k].box)) continue;
            f->overlap++;
            note(f, keep, "lies over", &p[i], p[k].text);
        }
    }
}
