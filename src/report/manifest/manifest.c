/* manifest: everything that made a run, as an RO-Crate 1.1 (https://w3id.org/ro/crate/1.1): the run is
 * a CreateAction from inputs to outputs, settings and breaks are its properties.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/manifest/manifest_internal.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

struct crate {
    const struct kt_manifest *m;
    const char *dir;
    json_t *graph;
    json_t *inputs, *outputs, *properties; /* references from the action */
    struct kt_arena tmp;
};

static json_t *reference(const char *id)
{
    return json_pack("{s:s}", "@id", id);
}

/* Text that is no UTF-8 would not go into JSON at all. */
static json_t *text_of(const char *s)
{
    json_t *t = json_string(s ? s : "");
    return t ? t : json_string("(not UTF-8)");
}

static json_t *entity(struct crate *c, const char *id, const char *type, const char *name)
{
    json_t *e = json_object();
    json_object_set_new(e, "@id", text_of(id));
    json_object_set_new(e, "@type", json_string(type));
    if (name) json_object_set_new(e, "name", text_of(name));
    json_array_append_new(c->graph, e);
    return e;
}

/* A path as a relative address. */
static char *address_of(const char *path, struct kt_arena *a)
{
    char *out = kt_alloc(a, 3 * strlen(path) + 1, 1), *p = out;
    for (; *path; path++) {
        if (isalnum((unsigned char)*path) || strchr("-._~/", *path))
            *p++ = *path;
        else
            p += sprintf(p, "%%%02X", (unsigned)(unsigned char)*path);
    }
    return out;
}

/* As the study file says it, so that the same study elsewhere has the same manifest. */
static const char *path_shown(const struct crate *c, const struct kt_input *in, struct kt_arena *a)
{
    const struct kt_settings *s = c->m->export->view->study->set;
    if (kt_streq(in->role, KT_ROLE_STUDY)) return c->m->study;
    const char *dir = s ? kt_settings_dir(s) : "";
    size_t n = strlen(dir);
    const char *path =
        n > 0 && strncmp(in->path, dir, n) == 0 && in->path[n] == '/' ? in->path + n + 1 : in->path;
    return kt_masked(a, path);
}

static enum kt_status add_input(struct crate *c, const struct kt_input *in, size_t number, struct kt_err *err)
{
    struct kt_arena tmp = c->tmp;
    struct stat sb;
    char sha[65];
    snprintf(sha, sizeof sha, "%s", in->sha256);
    if (!*sha && stat(in->path, &sb) == 0 && S_ISREG(sb.st_mode)) KT_TRY(kt_sha256_file(in->path, sha, err));
    const char *id = kt_printf(&tmp, KT_CRATE_INPUT "%zu", number);
    json_t *e = entity(c, id, "CreativeWork", path_shown(c, in, &tmp));
    json_object_set_new(e, "description", text_of(in->role));
    if (in->layer && *in->layer) json_object_set_new(e, "disambiguatingDescription", text_of(in->layer));
    if (in->rows) json_object_set_new(e, "numberOfItems", json_integer((json_int_t)in->rows));
    /* No file to look at again: `katve verify` runs the study instead. */
    if (in->by_rows)
        json_object_set_new(e, "version", json_string(kt_printf(&tmp, "rows-sha256:%s", sha)));
    else if (*sha)
        json_object_set_new(e, "sha256", json_string(sha));
    json_array_append_new(c->inputs, reference(id));
    return KT_OK;
}

static enum kt_status add_inputs(struct crate *c, struct kt_err *err)
{
    const struct kt_study *st = c->m->export->view->study;
    bool study_listed = false;
    for (size_t i = 0; i < st->ninput; i++) {
        study_listed = study_listed || kt_streq(st->input[i].role, KT_ROLE_STUDY);
        KT_TRY(add_input(c, &st->input[i], i, err));
    }
    if (study_listed || !c->m->study) return KT_OK;
    struct kt_input study = {.role = KT_ROLE_STUDY, .path = c->m->study, .layer = ""};
    return add_input(c, &study, st->ninput, err);
}

static const char *media_type(const char *name)
{
    static const char *const known[][2] = {
        {".csv", "text/csv"},
        {".pdf", "application/pdf"},
        {".html", "text/html"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".json", "application/json"},
        {".gpkg", "application/geopackage+sqlite3"},
        {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof known / sizeof *known; i++)
        if (strcmp(dot, known[i][0]) == 0) return known[i][1];
    return "application/octet-stream";
}

static enum kt_status add_outputs(struct crate *c, struct kt_err *err)
{
    char **name, sha[65];
    size_t n;
    KT_TRY(kt_list_files(c->dir, &c->tmp, &name, &n, err));
    for (size_t i = 0; i < n; i++) {
        struct kt_arena tmp = c->tmp;
        struct stat sb;
        if (strcmp(name[i], KT_MANIFEST_NAME) == 0) continue;
        const char *path = kt_path_join(&tmp, c->dir, name[i]);
        if (stat(path, &sb) != 0)
            return kt_fail_at(err, KT_EIO, path, 0, "can't be read: %s", strerror(errno));
        KT_TRY(kt_sha256_file(path, sha, err));
        const char *id = address_of(name[i], &tmp);
        json_t *e = entity(c, id, "File", name[i]);
        json_object_set_new(e, "encodingFormat", json_string(media_type(name[i])));
        json_object_set_new(e, "contentSize", json_integer((json_int_t)sb.st_size));
        json_object_set_new(e, "sha256", json_string(sha));
        json_array_append_new(c->outputs, reference(id));
    }
    return KT_OK;
}

static void add_property(struct crate *c, const char *group, const char *name, json_t *value,
                         const char *description)
{
    struct kt_arena tmp = c->tmp;
    const char *id = kt_printf(&tmp, "#%s/%s", group, address_of(name, &tmp));
    json_t *e = entity(c, id, "PropertyValue", name);
    json_object_set_new(e, "value", value);
    if (description) json_object_set_new(e, "description", text_of(description));
    json_array_append_new(c->properties, reference(id));
}

static void add_setting(void *ctx, const char *path, const char *value, bool given)
{
    struct crate *c = ctx;
    struct kt_arena tmp = c->tmp;
    if (!kt_changes_bytes(path)) return;
    add_property(c, "setting", path, text_of(kt_masked(&tmp, value ? value : "")), given ? NULL : "default");
}

static void add_breaks(struct crate *c)
{
    const struct kt_export *x = c->m->export;
    for (size_t i = 0; i < x->nbreaks; i++) {
        json_t *edges = json_array();
        for (size_t j = 0; j <= x->breaks[i].n && x->breaks[i].n > 0; j++)
            json_array_append_new(edges, json_real(x->breaks[i].edge[j]));
        add_property(c, "breaks", x->breaks[i].column, edges, "class breaks, the same on every page");
    }
}

static void add_counts(struct crate *c)
{
    const struct kt_view *v = c->m->export->view;
    size_t n[3];
    for (int s = KT_NOTE; s <= KT_ERROR; s++) n[s] = kt_issues_count(&v->study->issues, (enum kt_severity)s);
    add_property(c, "issues", "note", json_integer((json_int_t)(n[KT_NOTE] - n[KT_WARNING])), NULL);
    add_property(c, "issues", "warning", json_integer((json_int_t)(n[KT_WARNING] - n[KT_ERROR])), NULL);
    add_property(c, "issues", "error", json_integer((json_int_t)n[KT_ERROR]), NULL);
    add_property(c, "suppressed", "primary", json_integer((json_int_t)v->nsuppressed_primary), NULL);
    add_property(c, "suppressed", "complementary", json_integer((json_int_t)v->nsuppressed_secondary), NULL);
    add_property(c, "rows", "cells", json_integer((json_int_t)v->study->cells.n), NULL);
    add_property(c, "rows", "sites", json_integer((json_int_t)v->study->sites.n), NULL);
    for (size_t lv = 0; lv < v->study->nlevel; lv++)
        add_property(c, "rows", v->study->level[lv].level_id, json_integer((json_int_t)v->study->level[lv].n),
                     NULL);
}

static void add_software(struct crate *c)
{
    const char *const(*pair)[2];
    struct kt_arena tmp = c->tmp;
    size_t n = kt_library_versions(&tmp, &pair);
    json_t *app = entity(c, KT_CRATE_APP, "SoftwareApplication", "katve"), *needs = json_array();
    json_object_set_new(app, "softwareVersion", json_string(KT_VERSION));
    for (size_t i = 0; i < n; i++) {
        const char *id = kt_printf(&tmp, "#library/%s", pair[i][0]);
        json_t *e = entity(c, id, "SoftwareApplication", pair[i][0]);
        json_object_set_new(e, "softwareVersion", text_of(pair[i][1]));
        json_array_append_new(needs, reference(id));
    }
    json_object_set_new(app, "softwareRequirements", needs);
}

static void add_run(struct crate *c, json_t *root)
{
    json_t *e = entity(c, KT_CRATE_RUN, "CreateAction", c->m->run);
    json_object_set_new(e, "description", text_of(c->m->command));
    json_object_set_new(e, "instrument", reference(KT_CRATE_APP));
    json_object_set(e, "object", c->inputs);
    json_object_set(e, "result", c->outputs);
    json_object_set(e, "additionalProperty", c->properties);
    json_object_set(root, "hasPart", c->outputs);
    json_object_set_new(root, "mentions", reference(KT_CRATE_RUN));
}

static json_t *add_root(struct crate *c)
{
    const struct kt_export *x = c->m->export;
    json_t *self = entity(c, KT_MANIFEST_NAME, "CreativeWork", NULL);
    json_object_set_new(self, "conformsTo", reference("https://w3id.org/ro/crate/1.1"));
    json_object_set_new(self, "about", reference("./"));
    json_t *root = entity(c, "./", "Dataset", x->study_title.s[KT_EN]);
    json_object_set_new(root, "description",
                        json_string("Coverage gaps of digital support: reports and open data."));
    json_object_set_new(root, "datePublished", text_of(x->date));
    json_object_set_new(root, "identifier", text_of(c->m->run));
    json_object_set_new(root, "license",
                        json_string("As the sources allow: see the credits on the reports' method page."));
    return root;
}

static enum kt_status fill(struct crate *c, struct kt_err *err)
{
    json_t *root = add_root(c);
    KT_TRY(add_inputs(c, err));
    KT_TRY(add_outputs(c, err));
    const struct kt_settings *s = c->m->export->view->study->set;
    if (s) kt_settings_each(s, add_setting, c);
    add_breaks(c);
    add_counts(c);
    add_software(c);
    add_run(c, root);
    return KT_OK;
}

static enum kt_status dump(json_t *doc, const char *path, struct kt_err *err)
{
    FILE *f = fopen(path, "wb");
    if (!f) return kt_fail_at(err, KT_EIO, path, 0, "can't be written: %s", strerror(errno));
    bool ok = json_dumpf(doc, f, JSON_INDENT(1) | JSON_REAL_PRECISION(15)) == 0;
    ok = fputc('\n', f) != EOF && ok;
    ok = fclose(f) == 0 && ok;
    return ok ? KT_OK : kt_fail_at(err, KT_EIO, path, 0, "could not be written whole");
}

enum kt_status kt_manifest_write(const struct kt_manifest *m, const char *dir, struct kt_arena tmp,
                                 struct kt_err *err)
{
    struct crate c = {.m = m,
                      .dir = dir,
                      .graph = json_array(),
                      .inputs = json_array(),
                      .outputs = json_array(),
                      .properties = json_array(),
                      .tmp = tmp};
    enum kt_status s = fill(&c, err);
    json_t *context = json_pack("[s, {s:s}]", "https://w3id.org/ro/crate/1.1/context", "sha256",
                                "https://w3id.org/ro/terms/workflow-run#sha256");
    json_t *doc = json_pack("{s:o, s:o}", "@context", context, "@graph", c.graph);
    if (s == KT_OK && !doc) s = kt_fail(err, KT_EFAULT, "the manifest could not be put together");
    if (s == KT_OK) s = dump(doc, kt_path_join(&tmp, dir, KT_MANIFEST_NAME), err);
    json_decref(doc);
    json_decref(c.inputs);
    json_decref(c.outputs);
    json_decref(c.properties);
    return s;
}
