/* finish: a PDF as cairo 1.16 writes it is tagged but mute: no language, no alternative texts, no scopes of
 * header cells, stray paint between the elements. Through libqpdf it gets what ISO 14289-1 (PDF/UA-1) asks
 * for; the claim is made only where kt_canvas_unreadable finds nothing. O(bytes).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw_internal.h"

#include <libdeflate.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

struct finish {
    qpdf_data q;
    const struct kt_canvas *cv;
    struct libdeflate_compressor *press;
    qpdf_oh root;
    qpdf_oh scope[2];  /* attributes of the TH of a column and of a row, one object each for all */
    size_t seen;       /* elements of the canvas met in the tree */
    bool paired;       /* the tree has the canvas's elements in their order */
    qpdf_oh nums;      /* of the ParentTree */
    int next_key;      /* of the ParentTree */
    int page;          /* of the link annotation looked for */
    int annotation;    /* the next one on that page */
    const char *fault; /* in English */
};

static qpdf_oh text_string(const struct finish *f, const char *s)
{
    return qpdf_oh_new_unicode_string(f->q, s);
}

static void set(const struct finish *f, qpdf_oh dict, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(f->q, dict, key, value);
}

static qpdf_oh get(const struct finish *f, qpdf_oh dict, const char *key)
{
    return qpdf_oh_get_key(f->q, dict, key);
}

/* ---- pages ---- */

/* Into the stream that is there: each new object costs a walk over all. */
static void replace_content(struct finish *f, qpdf_oh stream, const GString *content)
{
    size_t room = libdeflate_zlib_compress_bound(f->press, content->len);
    unsigned char *small = g_malloc(room);
    size_t n = libdeflate_zlib_compress(f->press, content->str, content->len, small, room);
    qpdf_oh_replace_stream_data(f->q, stream, small, n, qpdf_oh_new_name(f->q, "/FlateDecode"),
                                qpdf_oh_new_null(f->q));
    g_free(small);
}

static void finish_page(struct finish *f, size_t i)
{
    qpdf_oh page = qpdf_get_page_n(f->q, i), stream = get(f, page, "/Contents");
    unsigned char *content = NULL;
    size_t n = 0;
    set(f, page, "/Tabs", qpdf_oh_new_name(f->q, "/S")); /* the order of the structure */
    if (!qpdf_oh_is_stream(f->q, stream)) f->fault = "a page's content is not one stream";
    if (f->fault || qpdf_oh_get_page_content_data(f->q, page, &content, &n) & QPDF_ERRORS) return;
    GString *marked = kt_mark_artifacts(content, n);
    free(content);
    if (!marked) {
        f->fault = "marked content is not nested";
        return;
    }
    replace_content(f, stream, marked);
    g_string_free(marked, TRUE);
}

/* ---- structure ---- */

/* The link's annotation learns what it leads to and which element it belongs to. cairo adds a page's
 * annotations in the order of its links. */
static void join_link(struct finish *f, qpdf_oh node, const struct kt_element *e)
{
    if (e->page != f->page) f->annotation = 0;
    f->page = e->page;
    qpdf_oh page = get(f, node, "/Pg"), all = get(f, page, "/Annots");
    if (!qpdf_oh_is_array(f->q, all) || f->annotation >= qpdf_oh_get_array_n_items(f->q, all)) {
        f->fault = "a link has no annotation";
        return;
    }
    qpdf_oh annot = qpdf_oh_get_array_item(f->q, all, f->annotation++);
    set(f, annot, "/Contents", text_string(f, e->alt));
    set(f, annot, "/F", qpdf_oh_new_integer(f->q, 4)); /* printed */
    set(f, annot, "/StructParent", qpdf_oh_new_integer(f->q, f->next_key));
    qpdf_oh ref = qpdf_oh_new_dictionary(f->q);
    set(f, ref, "/Type", qpdf_oh_new_name(f->q, "/OBJR"));
    set(f, ref, "/Obj", annot);
    set(f, ref, "/Pg", page);
    qpdf_oh kids = get(f, node, "/K");
    if (!qpdf_oh_is_array(f->q, kids)) kids = qpdf_oh_wrap_in_array(f->q, kids);
    qpdf_oh_append_item(f->q, kids, ref);
    set(f, node, "/K", kids);
    qpdf_oh_append_item(f->q, f->nums, qpdf_oh_new_integer(f->q, f->next_key++));
    qpdf_oh_append_item(f->q, f->nums, node);
}

static void finish_node(struct finish *f, qpdf_oh node, const struct kt_element *e)
{
    if (kt_streq(e->tag, "TH")) set(f, node, "/A", f->scope[e->row_head]);
    if (kt_streq(e->tag, "Link"))
        join_link(f, node, e);
    else if (e->alt)
        set(f, node, "/Alt", text_string(f, e->alt));
}

/* Down the tree in the order of opening; at most as deep as elements lie in each other. */
static void walk(struct finish *f, qpdf_oh node)
{
    if (qpdf_oh_is_array(f->q, node)) {
        int n = qpdf_oh_get_array_n_items(f->q, node);
        for (int i = 0; i < n && f->paired; i++) walk(f, qpdf_oh_get_array_item(f->q, node, i));
        return;
    }
    if (!qpdf_oh_is_dictionary(f->q, node) || !qpdf_oh_has_key(f->q, node, "/S")) return;
    const char *tag = qpdf_oh_get_name(f->q, get(f, node, "/S"));
    const struct kt_element *e = f->seen < f->cv->nelement ? &f->cv->element[f->seen++] : NULL;
    f->paired = e && kt_streq(tag + 1, e->tag);
    if (!f->paired) return;
    qpdf_oh kids = get(f, node, "/K");
    finish_node(f, node, e);
    walk(f, kids);
}

/* One Document holds the sections. */
static void add_document(struct finish *f, qpdf_oh tree)
{
    qpdf_oh doc = qpdf_make_indirect_object(f->q, qpdf_oh_new_dictionary(f->q)), kids = get(f, tree, "/K");
    if (!qpdf_oh_is_array(f->q, kids)) kids = qpdf_oh_wrap_in_array(f->q, kids);
    set(f, doc, "/Type", qpdf_oh_new_name(f->q, "/StructElem"));
    set(f, doc, "/S", qpdf_oh_new_name(f->q, "/Document"));
    set(f, doc, "/P", tree);
    set(f, doc, "/K", kids);
    int n = qpdf_oh_get_array_n_items(f->q, kids);
    for (int i = 0; i < n; i++) set(f, qpdf_oh_get_array_item(f->q, kids, i), "/P", doc);
    set(f, tree, "/K", doc);
}

static void make_scopes(struct finish *f)
{
    static const char *const text[2] = {"<< /O /Table /Scope /Column >>", "<< /O /Table /Scope /Row >>"};
    bool used[2] = {false, false};
    for (size_t i = 0; i < f->cv->nelement; i++)
        if (kt_streq(f->cv->element[i].tag, "TH")) used[f->cv->element[i].row_head] = true;
    for (int k = 0; k < 2; k++)
        if (used[k]) f->scope[k] = qpdf_make_indirect_object(f->q, qpdf_oh_parse(f->q, text[k]));
}

static void finish_tree(struct finish *f)
{
    qpdf_oh tree = get(f, f->root, "/StructTreeRoot");
    if (!qpdf_oh_is_dictionary(f->q, tree)) return; /* nothing was tagged */
    qpdf_oh parents = get(f, tree, "/ParentTree");
    f->nums = get(f, parents, "/Nums");
    f->next_key = qpdf_get_num_pages(f->q);
    f->paired = true;
    f->page = -1;
    make_scopes(f);
    walk(f, get(f, tree, "/K"));
    if (!f->paired || f->seen != f->cv->nelement) f->fault = "the structure is not what was opened";
    add_document(f, tree);
    set(f, tree, "/ParentTreeNextKey", qpdf_oh_new_integer(f->q, f->next_key));
}

/* ---- the document ---- */

static void finish_catalog(struct finish *f)
{
    qpdf_oh root = f->root, outlines = get(f, root, "/Outlines");
    set(f, root, "/Lang", text_string(f, kt_lang_code[f->cv->spec.lang]));
    set(f, root, "/MarkInfo", qpdf_oh_parse(f->q, "<< /Marked true >>"));
    set(f, root, "/ViewerPreferences", qpdf_oh_parse(f->q, "<< /DisplayDocTitle true >>"));
    set(f, root, "/PageLabels", qpdf_oh_parse(f->q, "<< /Nums [ 0 << /S /D >> ] >>"));
    if (!qpdf_oh_is_dictionary(f->q, outlines)) return;
    /* cairo counts the lines of the outline below zero, as if it were folded. */
    long long count = qpdf_oh_get_int_value(f->q, get(f, outlines, "/Count"));
    set(f, outlines, "/Count", qpdf_oh_new_integer(f->q, llabs(count)));
}

static void add_metadata(struct finish *f, bool ua)
{
    GString *xmp = kt_xmp(&f->cv->spec, qpdf_get_info_key(f->q, "/Producer"), ua);
    qpdf_oh stream = qpdf_oh_new_stream(f->q), none = qpdf_oh_new_null(f->q);
    qpdf_oh dict = qpdf_oh_get_dict(f->q, stream);
    set(f, dict, "/Type", qpdf_oh_new_name(f->q, "/Metadata"));
    set(f, dict, "/Subtype", qpdf_oh_new_name(f->q, "/XML"));
    qpdf_oh_replace_stream_data(f->q, stream, (const unsigned char *)xmp->str, xmp->len, none, none);
    set(f, f->root, "/Metadata", stream);
    g_string_free(xmp, TRUE);
}

static void write_out(struct finish *f, struct kt_finished *out)
{
    if (qpdf_init_write_memory(f->q) & QPDF_ERRORS) return;
    qpdf_set_object_stream_mode(f->q, qpdf_o_generate);
    qpdf_set_deterministic_ID(f->q, QPDF_TRUE);
    qpdf_set_minimum_pdf_version(f->q, "1.7");
    if (qpdf_write(f->q) & QPDF_ERRORS) return;
    out->data = qpdf_get_buffer(f->q);
    out->n = qpdf_get_buffer_length(f->q);
}

enum kt_status kt_pdf_finish(const struct kt_canvas *cv, const unsigned char *raw, size_t n,
                             struct kt_finished *out, struct kt_err *err)
{
    struct finish f = {.q = qpdf_init(), .cv = cv, .press = libdeflate_alloc_compressor(6)};
    out->owner = f.q;
    qpdf_silence_errors(f.q);
    qpdf_set_suppress_warnings(f.q, QPDF_TRUE);
    if (!(qpdf_read_memory(f.q, cv->path, (const char *)raw, n, NULL) & QPDF_ERRORS)) {
        f.root = qpdf_get_root(f.q);
        for (int i = 0, pages = qpdf_get_num_pages(f.q); i < pages; i++) finish_page(&f, (size_t)i);
        finish_tree(&f);
        finish_catalog(&f);
        add_metadata(&f, kt_canvas_unreadable(cv, NULL) == NULL);
        if (!f.fault && !qpdf_has_error(f.q)) write_out(&f, out);
    }
    libdeflate_free_compressor(f.press);
    if (qpdf_has_error(f.q)) f.fault = qpdf_get_error_full_text(f.q, qpdf_get_error(f.q));
    if (!f.fault && out->data) return KT_OK;
    return kt_fail_at(err, KT_EFAULT, cv->path, 0, "can't finish the PDF: %s",
                      f.fault ? f.fault : "no bytes");
}

void kt_finished_free(struct kt_finished *f)
{
    qpdf_data q = f->owner;
    if (q) qpdf_cleanup(&q);
    *f = (struct kt_finished){0};
}
