/* Agreement with classInt on every case of golden/stats/classify.json. Where n > 3,000 classInt samples, so
 * there the sums of squares are compared: ours must not be the larger.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/classify.h>

#include "../golden_json.h"

static const struct {
    const char *name;
    enum kt_break_style style;
} styles[] = {{"fisher", KT_BREAK_FISHER},
              {"jenks", KT_BREAK_JENKS},
              {"quantile", KT_BREAK_QUANTILE},
              {"equal", KT_BREAK_EQUAL},
              {"sd", KT_BREAK_SD},
              {"pretty", KT_BREAK_PRETTY},
              {"maximum", KT_BREAK_MAXIMUM},
              {"headtails", KT_BREAK_HEADTAILS},
              {"box", KT_BREAK_BOX}};
enum { NSTYLE = sizeof styles / sizeof *styles, SAMPLED = 3000 };

/* Part of the scratch for what a call keeps. */
static struct kt_arena part_of(struct kt_arena *a)
{
    struct kt_arena keep = {a->beg, a->beg + 65536};
    a->beg = keep.end;
    return keep;
}

struct tried {
    struct kt_arena a;
    const double *x;
    size_t n, sampled, met;
};

static void try_breaks(struct tried *t, const char *key, size_t style, size_t k, const json_t *value)
{
    struct kt_arena a = t->a;
    struct kt_err err = {0};
    struct kt_edges e, peer;
    struct kt_break_spec spec = {.style = styles[style].style, .nclass = k};
    double *want;
    size_t n = gold_numbers(&a, value, -INFINITY, &want);
    struct kt_arena keep = part_of(&a);
    CHECK(kt_break(&spec, t->x, NULL, t->n, &e, &keep, a, &err) == KT_OK);
    if (t->n > SAMPLED && style < 2) {
        peer = (struct kt_edges){n - 1, want};
        /* classInt's "jenks" closes classes on the right; just above its edges is the same on the left. */
        for (size_t i = 1; style == 1 && i + 1 < n; i++) want[i] = nextafter(want[i], INFINITY);
        if (style == 1)
            for (size_t i = 1; i < e.n; i++) e.edge[i] = nextafter(e.edge[i], INFINITY);
        double ours = kt_edges_fit(&e, t->x, NULL, t->n, a).within;
        CHECK(ours <= kt_edges_fit(&peer, t->x, NULL, t->n, a).within * (1 + 1e-12));
        t->sampled++;
        return;
    }
    CHECK(n == e.n + 1);
    if (n == e.n + 1) CHECK(gold_apart(key, e.edge, want, n, 1e-9) <= 1e-9);
    t->met++;
}

static void try_fit(struct tried *t, const char *key, const json_t *value)
{
    struct kt_arena a = t->a;
    struct kt_err err = {0};
    struct kt_edges e;
    struct kt_break_spec spec = {.style = KT_BREAK_FISHER, .nclass = 5};
    double *want;
    size_t n = gold_numbers(&a, value, NAN, &want);
    struct kt_arena keep = part_of(&a);
    CHECK(kt_break(&spec, t->x, NULL, t->n, &e, &keep, a, &err) == KT_OK);
    if (strstr(key, "_gvf_tai")) {
        struct kt_break_fit f = kt_edges_fit(&e, t->x, NULL, t->n, a);
        double got[3] = {(double)e.n, f.gvf, f.tai};
        if (t->n > SAMPLED) {
            CHECK(f.gvf >= want[1]);
            t->sampled++;
            return;
        }
        CHECK(n == 3 && gold_apart(key, got, want, 3, 1e-9) <= 1e-9);
    } else {
        if (t->n > SAMPLED) {
            t->sampled++;
            return;
        }
        size_t same = 0;
        for (size_t i = 0; i < n; i++) same += kt_edges_class(&e, t->x[i]) + 1 == (int)want[i];
        CHECK(n == t->n && same == n);
    }
    t->met++;
}

KT_TEST(every_case_of_classint)
{
    json_t *doc = gold_load("classify.json"), *entry;
    if (!doc) SKIP("golden/stats is not at hand");
    struct kt_arena whole = kt_arena_open((size_t)256 << 20);
    struct tried t = {.a = whole};
    const char *key;
    size_t walked = 0, inputs = 0;
    json_object_foreach(json_object_get(doc, "results"), key, entry)
    {
        const json_t *value = json_object_get(entry, "value");
        size_t len = strlen(key), k = 1, s = NSTYLE;
        walked++;
        if (strcmp(key + len - 2, "_x") == 0) {
            double *x;
            t.a = whole;
            t.n = gold_numbers(&t.a, value, NAN, &x);
            t.x = x;
            inputs++;
            continue;
        }
        if (strstr(key, "fisher5_")) {
            try_fit(&t, key, value);
            continue;
        }
        for (size_t i = 0; i < NSTYLE; i++) {
            const char *at = strstr(key, styles[i].name);
            /* The name of the data may hold that of a style: "jenks71_equal_3". */
            while (at && (at == key || at[-1] != '_')) at = strstr(at + 1, styles[i].name);
            if (!at) continue;
            s = i;
            if (at[strlen(styles[i].name)] == '_') k = (size_t)atoi(at + strlen(styles[i].name) + 1);
        }
        CHECK(s < NSTYLE);
        if (s < NSTYLE) try_breaks(&t, key, s, k, value);
    }
    printf("  %zu keys: %zu inputs, %zu agree, %zu where the peer samples\n", walked, inputs, t.met,
           t.sampled);
    CHECK(walked == inputs + t.met + t.sampled && t.met > 0);
    json_decref(doc);
    kt_arena_close(whole);
}

KT_TEST_MAIN
