/* canvas: pages in a file, and plain shapes on them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw_internal.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <string.h>

enum { ARENA_BYTES = 1 << 28 }; /* addresses, not memory: pages are taken as touched */

void *kt_grow(struct kt_canvas *cv, void *p, size_t n, size_t *cap, size_t size)
{
    if (n < *cap) return p;
    *cap = *cap ? *cap * 2 : 64;
    void *q = kt_alloc(&cv->arena, *cap, size);
    if (n) memcpy(q, p, n * size);
    return q;
}

void kt_source(cairo_t *cr, uint32_t rgb, double alpha)
{
    double r = (double)(rgb >> 16 & 255) / 255, g = (double)(rgb >> 8 & 255) / 255,
           b = (double)(rgb & 255) / 255;
    if (alpha >= 1)
        cairo_set_source_rgb(cr, r, g, b);
    else
        cairo_set_source_rgba(cr, r, g, b, alpha);
}

/* ---- files and pages ---- */

static char *page_path(struct kt_canvas *cv)
{
    if (cv->spec.format == KT_PDF) return kt_printf(&cv->arena, "%s%s", cv->stem, cv->suffix);
    return kt_printf(&cv->arena, "%s-%d%s", cv->stem, cv->page + 1, cv->suffix);
}

/* The file's own words about what it is; the day of issue stands for the clock. */
static void describe(struct kt_canvas *cv)
{
    const struct kt_canvas_spec *s = &cv->spec;
    cairo_surface_t *pdf = cv->surface;
    char stamp[40];
    snprintf(stamp, sizeof stamp, "%.10sT00:00:00Z", s->date ? s->date : "1970-01-01");
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, stamp);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_MOD_DATE, stamp);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "katve");
    if (s->title) cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, s->title);
    if (s->author) cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_AUTHOR, s->author);
    if (s->subject) cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_SUBJECT, s->subject);
}

/* katve writes for cairo, because cairo keeps a full disk to itself when it closes a file. A PDF waits in
 * memory for its finish. */
static cairo_status_t put(void *closure, const unsigned char *data, unsigned n)
{
    struct kt_canvas *cv = closure;
    if (cv->broken) return CAIRO_STATUS_WRITE_ERROR;
    if (cv->raw) {
        g_byte_array_append(cv->raw, data, n);
        return CAIRO_STATUS_SUCCESS;
    }
    if (fwrite(data, 1, n, cv->file) == n) return CAIRO_STATUS_SUCCESS;
    cv->broken = errno ? errno : EIO;
    return CAIRO_STATUS_WRITE_ERROR;
}

static enum kt_status check(struct kt_canvas *cv, cairo_status_t met, struct kt_err *err)
{
    if (cv->broken) return kt_fail_at(err, KT_EIO, cv->path, 0, "can't write: %s", strerror(cv->broken));
    if (met == CAIRO_STATUS_SUCCESS) return KT_OK;
    return kt_fail_at(err, KT_EFAULT, cv->path, 0, "can't draw: %s", cairo_status_to_string(met));
}

double kt_pixels_per_mm(const struct kt_canvas *cv)
{
    return cv->spec.dpi * cv->spec.zoom / 25.4;
}

static enum kt_status begin_surface(struct kt_canvas *cv, struct kt_err *err)
{
    double unit = KT_PT_PER_MM * cv->spec.zoom, w = cv->spec.w * unit, h = cv->spec.h * unit;
    cv->path = page_path(cv);
    cv->file = fopen(cv->path, "wb");
    if (!cv->file) return kt_fail_at(err, KT_EIO, cv->path, 0, "can't make the file: %s", strerror(errno));
    if (cv->spec.format == KT_PDF) {
        cv->raw = g_byte_array_new();
        cv->surface = cairo_pdf_surface_create_for_stream(put, cv, w, h);
        cairo_pdf_surface_restrict_to_version(cv->surface, CAIRO_PDF_VERSION_1_5);
        describe(cv);
    } else if (cv->spec.format == KT_SVG) {
        cv->surface = cairo_svg_surface_create_for_stream(put, cv, w, h);
    } else {
        unit = kt_pixels_per_mm(cv);
        cv->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)lround(cv->spec.w * unit),
                                                 (int)lround(cv->spec.h * unit));
    }
    cv->cr = cairo_create(cv->surface);
    cairo_scale(cv->cr, unit, unit);
    /* Curves are circles of a millimetre: 0.02 mm off is invisible. */
    cairo_set_tolerance(cv->cr, cv->spec.format == KT_PNG ? 0.1 : 0.05);
    return check(cv, cairo_status(cv->cr), err);
}

/* What cairo wrote, made whole, into the file. */
static enum kt_status write_pdf(struct kt_canvas *cv, struct kt_err *err)
{
    struct kt_finished pdf = {0};
    enum kt_status status = kt_pdf_finish(cv, cv->raw->data, cv->raw->len, &pdf, err);
    if (status == KT_OK && fwrite(pdf.data, 1, pdf.n, cv->file) != pdf.n) cv->broken = errno ? errno : EIO;
    kt_finished_free(&pdf);
    return status;
}

static enum kt_status end_surface(struct kt_canvas *cv, struct kt_err *err)
{
    if (!cv->file) return KT_OK;
    enum kt_status status = KT_OK;
    cairo_status_t met = cairo_status(cv->cr);
    if (met == CAIRO_STATUS_SUCCESS && cv->spec.format == KT_PNG) {
        cairo_surface_flush(cv->surface);
        met = cairo_surface_write_to_png_stream(cv->surface, put, cv);
    } else if (cv->spec.format != KT_PNG) {
        cairo_surface_finish(cv->surface);
        if (met == CAIRO_STATUS_SUCCESS) met = cairo_surface_status(cv->surface);
    }
    cairo_destroy(cv->cr);
    cairo_surface_destroy(cv->surface);
    cv->cr = NULL;
    cv->surface = NULL;
    if (cv->raw && met == CAIRO_STATUS_SUCCESS && cv->page >= 0) status = write_pdf(cv, err);
    if (cv->raw) g_byte_array_free(cv->raw, TRUE);
    cv->raw = NULL;
    if (fclose(cv->file) != 0 && !cv->broken) cv->broken = errno ? errno : EIO;
    cv->file = NULL;
    return status != KT_OK ? status : check(cv, met, err);
}

static struct kt_canvas *canvas_new(const char *path, const struct kt_canvas_spec *spec)
{
    struct kt_arena whole = kt_arena_open(ARENA_BYTES), arena = whole;
    struct kt_canvas *cv = KT_NEW(&arena, struct kt_canvas, 1);
    cv->whole = whole;
    cv->arena = arena;
    cv->spec = *spec;
    if (cv->spec.w <= 0) cv->spec.w = 210;
    if (cv->spec.h <= 0) cv->spec.h = 297;
    if (cv->spec.dpi <= 0) cv->spec.dpi = 150;
    if (cv->spec.zoom <= 0) cv->spec.zoom = 1;
    cv->page = cv->open = -1;
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
    size_t stem = dot && (!slash || dot > slash + 1) ? (size_t)(dot - path) : strlen(path);
    cv->stem = kt_strndup(&cv->arena, path, stem);
    cv->suffix = kt_strdup(&cv->arena, path + stem);
    return cv;
}

enum kt_status kt_canvas_open(struct kt_canvas **out, const char *path, const struct kt_canvas_spec *spec,
                              struct kt_err *err)
{
    struct kt_canvas *cv = canvas_new(path, spec);
    *out = cv;
    if (spec->format != KT_PDF) return KT_OK;
    enum kt_status status = begin_surface(cv, err);
    if (status != KT_OK) {
        struct kt_err ignored = {0};
        (void)!kt_canvas_close(cv, &ignored);
        *out = NULL;
    }
    return status;
}

enum kt_status kt_canvas_page(struct kt_canvas *cv, struct kt_err *err)
{
    if (cv->spec.format == KT_PDF) {
        if (cv->page >= 0) cairo_show_page(cv->cr);
        cv->page++;
    } else {
        KT_TRY(end_surface(cv, err));
        cv->page++;
        KT_TRY(begin_surface(cv, err));
        kt_rect(cv, kt_canvas_size(cv), KT_WHITE, KT_NO_COLOUR, 0);
    }
    return check(cv, cairo_status(cv->cr), err);
}

enum kt_status kt_canvas_close(struct kt_canvas *cv, struct kt_err *err)
{
    if (!cv) return KT_OK;
    enum kt_status status = end_surface(cv, err);
    g_free(cv->probe.before);
    kt_arena_close(cv->whole);
    return status;
}

int kt_canvas_pages(const struct kt_canvas *cv)
{
    return cv->page + 1;
}

struct kt_box kt_canvas_size(const struct kt_canvas *cv)
{
    return (struct kt_box){0, 0, cv->spec.w, cv->spec.h};
}

enum kt_lang kt_canvas_lang(const struct kt_canvas *cv)
{
    return cv->spec.lang;
}

const struct kt_placed *kt_canvas_placed(const struct kt_canvas *cv, size_t *n)
{
    *n = cv->nplaced;
    return cv->placed;
}

struct _cairo *kt_canvas_cairo(struct kt_canvas *cv)
{
    return cv->cr;
}
