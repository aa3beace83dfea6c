/* Agreement of every measure with every peer that computed it on the small case, to 1e-9 of the value,
 * over stored costs and over straight lines. Prints how many values agreed; what does not is named below
 * with the reason.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/measures.h>

#include <jansson.h>

enum { CELLS = 6, SITES = 3, PAIRS = 18 };

static struct {
    double x[CELLS], y[CELLS], pop[CELLS], sx[SITES], sy[SITES], cap[SITES], cost[PAIRS], sigma;
    size_t start[CELLS + 1];
    int32_t col[PAIRS];
    float val[PAIRS];
} small;

/* Peers' values that are not ours, and why. */
static const struct {
    const char *peer, *method, *why;
} differs[] = {
    {"spatialacc", "2sfca", "leaves out pairs of cost 0"},
    {"spatialacc", "kd2sfca", "leaves out pairs of cost 0"},
    {"spatialacc", "hansen", "recycles supply along rows"},
    {"pysal_access", "2sfca:normalized",
     "divides by all population; a division that katve leaves to the reader"},
    {"pysal_access", "raam", "stops after 150 integer moves, off the equilibrium"},
    {"pysal_access", "raam:intstep", "stops after 150 integer moves, off the equilibrium"},
    {"aceso", "3sfca-invdist:parabolic", "another model: chooses by 1/cost over all pairs"},
    {"catchment", "2sfca:gaussian normalized", "a rescaling for display"},
};

static json_t *load(const char *name)
{
    char path[512];
    if (!kt_test_shared()) return NULL;
    snprintf(path, sizeof path, "%s/golden/access/%s", kt_test_shared(), name);
    return json_load_file(path, 0, NULL);
}

static void numbers(const json_t *o, const char *key, double *out, size_t n)
{
    for (size_t i = 0; i < n; i++) out[i] = json_number_value(json_array_get(json_object_get(o, key), i));
}

static bool read_case(void)
{
    json_t *j = load("case_small.json");
    if (!j) return false;
    const json_t *d = json_object_get(j, "demand"), *u = json_object_get(j, "supply");
    numbers(d, "x", small.x, CELLS);
    numbers(d, "y", small.y, CELLS);
    numbers(d, "pop", small.pop, CELLS);
    numbers(u, "x", small.sx, SITES);
    numbers(u, "y", small.sy, SITES);
    numbers(u, "cap", small.cap, SITES);
    numbers(json_object_get(j, "od"), "cost", small.cost, PAIRS);
    small.sigma = json_number_value(json_object_get(j, "sigma"));
    for (size_t c = 0; c <= CELLS; c++) small.start[c] = c * SITES;
    for (size_t k = 0; k < PAIRS; k++) {
        small.col[k] = (int32_t)(k % SITES);
        small.val[k] = (float)small.cost[k];
    }
    json_decref(j);
    return true;
}

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* The weight functions that the peers' methods are named after. */
static bool decay_named(const char *w, const char *peer, struct kt_decay *d)
{
    static const double upto[] = {10e3, 20e3, 30e3}, weight[] = {1, 0.68, 0.22};
    double cut = strstr(w, "_nocut") || kt_streq(peer, "accessibility") ? INFINITY : 30e3;
    *d = (struct kt_decay){.kind = KT_DECAY_GAUSS, .reach = cut, .sigma = small.sigma, .least = 1};
    if (kt_streq(w, "binary") || !*w) {
        *d = kt_decay_steps(upto + 2, weight, 1);
    } else if (kt_streq(w, "step") || kt_streq(w, "stepped")) {
        *d = kt_decay_steps(upto, weight, 3);
        d->left_closed = kt_streq(w, "stepped");
    } else if (starts(w, "gaussian")) {
        return true;
    } else if (starts(w, "exponential")) {
        d->kind = KT_DECAY_EXPONENTIAL;
        d->sigma = kt_streq(peer, "fca") ? -30e3 / log(0.01) : 1e4;
    } else if (kt_streq(w, "power")) {
        d->kind = KT_DECAY_POWER;
        d->sigma = 1;
        d->power = 0.5;
    } else if (starts(w, "gravity-")) {
        *d = (struct kt_decay){KT_DECAY_POWER, false, false, 30e3, 1e4, w[8] - '0', 100, 0, 0, {0}, {0}};
    } else if (starts(w, "gravity")) {
        *d = (struct kt_decay){
            KT_DECAY_POWER, false, false, cut, 1, -log(0.01) / log(30e3), 1, 0, 0, {0}, {0}};
    } else if (kt_streq(w, "linear")) {
        *d = (struct kt_decay){.kind = KT_DECAY_LINEAR, .reach = 30e3, .sigma = 30e3};
    } else if (kt_streq(w, "logistic")) {
        *d = (struct kt_decay){.kind = KT_DECAY_LOGISTIC, .reach = cut, .sigma = 5e3, .middle = 15e3};
    } else if (kt_streq(w, "parabolic")) {
        *d = (struct kt_decay){.kind = KT_DECAY_EPANECHNIKOV, .reach = 30e3, .sigma = 30e3};
    } else if (kt_streq(w, "raised_cosine")) {
        *d = (struct kt_decay){.kind = KT_DECAY_COSINE, .reach = 30e3, .sigma = 30e3};
    } else {
        return false;
    }
    return true;
}

/* Computes a method of the peers by its name; false where the name means nothing. */
static bool compute(const char *name, const char *w, const char *peer, struct kt_market *in, double *out,
                    struct kt_arena tmp)
{
    bool region = strstr(w, " region") != NULL;
    if (starts(name, "cost_to_closest")) {
        double target[CELLS];
        for (size_t c = 0; c < CELLS; c++) target[c] = atof(w);
        kt_cost_until(&in->links, small.cap, target, INFINITY, 0, out, tmp);
        return true;
    }
    if (starts(name, "balancing_cost")) {
        double twenty[SITES], more[CELLS]; /* the peer wants more than the need */
        for (size_t c = 0; c < CELLS; c++) more[c] = nextafter(small.pop[c], INFINITY);
        for (size_t s = 0; s < SITES; s++) twenty[s] = 20 * small.cap[s];
        kt_cost_until(&in->links, twenty, more, INFINITY, 1000, out, tmp);
        return true;
    }
    if (starts(name, "cumulative_interval")) {
        bool mean = strstr(name, "mean") != NULL;
        kt_measure_cumulative_interval(&in->links, small.cap, 10e3, 30e3, 1000, mean ? KT_MEAN : KT_MEDIAN,
                                       out, tmp);
        for (size_t c = 0; c < CELLS; c++) out[c] = trunc(out[c]); /* as.integer of the peer */
        return true;
    }
    if (starts(name, "cumulative")) {
        double cutoff = *w ? atof(w) : 30e3;
        in->decay = kt_decay_steps(&cutoff, &(double){1}, 1);
        kt_measure_gravity(in, out, tmp);
        return true;
    }
    if (!decay_named(starts(name, "2sfca-binary") ? "binary" : w, peer, &in->decay)) return false;
    if (starts(name, "2sfca[<]")) in->decay.left_closed = true;
    bool two = starts(name, "2sfca") || starts(name, "e2sfca");
    if (two) kt_measure_fca2(in, NULL, out, tmp);
    for (size_t c = 0; c < CELLS && two && region; c++) out[c] *= small.pop[c];
    if (two) return true;
    struct kt_decay wide = in->decay;
    wide.reach = INFINITY;
    if (kt_streq(name, "gravity"))
        kt_measure_gravity(in, out, tmp);
    else if (kt_streq(name, "gravity_passive"))
        kt_measure_gravity_passive(in, out, tmp);
    else if (kt_streq(name, "m2sfca"))
        kt_measure_m2sfca(in, NULL, out, tmp);
    else if (kt_streq(name, "3sfca"))
        kt_measure_fca3(in, &wide, NULL, out, tmp);
    else if (kt_streq(name, "mh3sfca"))
        kt_measure_mh3sfca(in, NULL, out, tmp);
    else if (kt_streq(name, "bfca"))
        kt_measure_bfca(in, NULL, out, tmp);
    else if (kt_streq(name, "spatial_availability"))
        kt_measure_spatial_availability(in, 1, out, tmp);
    else if (kt_streq(name, "spatial_availability_a0.5"))
        kt_measure_spatial_availability(in, 0.5, out, tmp);
    else if (kt_streq(name, "total_constrained_active"))
        kt_measure_total_constrained(in, out, NULL, tmp);
    else if (kt_streq(name, "total_constrained_passive"))
        kt_measure_total_constrained(in, NULL, out, tmp);
    else if (kt_streq(name, "singly_constrained_active"))
        kt_measure_singly_constrained(in, out, NULL, tmp);
    else if (kt_streq(name, "singly_constrained_passive"))
        kt_measure_singly_constrained(in, NULL, out, tmp);
    else
        return false;
    return true;
}

static struct kt_market market(bool stored, struct kt_arena *a)
{
    struct kt_csr pairs = {CELLS, SITES, PAIRS, small.start, small.col, small.val, small.cost};
    struct kt_market in = {.need = small.pop, .supply = small.cap};
    in.links = stored ? kt_links_pairs(&pairs, NULL, a)
                      : kt_links_points(small.x, small.y, CELLS, small.sx, small.sy, NULL, SITES, 1, 30e3, a);
    return in;
}

static const char *known_difference(const char *peer, const char *method)
{
    for (size_t i = 0; i < sizeof differs / sizeof *differs; i++)
        if (kt_streq(peer, differs[i].peer) && kt_streq(method, differs[i].method)) return differs[i].why;
    return NULL;
}

static void one_result(const char *peer, const json_t *r, bool stored, size_t *agreed, size_t *methods)
{
    const char *method = json_string_value(json_object_get(r, "method")), *colon = strchr(method, ':');
    const json_t *values = json_object_get(r, "values");
    char name[64];
    double out[CELLS] = {0};
    struct kt_arena whole = kt_arena_open(1 << 24), a = whole;
    struct kt_market in = market(stored, &a);
    const char *why = known_difference(peer, method);
    snprintf(name, sizeof name, "%.*s", colon ? (int)(colon - method) : (int)strlen(method), method);
    if (why) {
        if (stored) printf("  %s %s: %s\n", peer, method, why);
    } else {
        bool known = compute(name, colon ? colon + 1 : "", peer, &in, out, a);
        CHECK(known);
        if (!known) printf("  %s %s: not known\n", peer, method);
        *methods += known;
        for (size_t i = 0; known && i < json_array_size(values); i++) {
            double want = json_number_value(json_array_get(values, i));
            bool same = fabs(out[i] - want) <= 1e-9 * fabs(want) + 1e-300;
            if (!same) printf("  %s %s [%zu]: %.15g, peer %.15g\n", peer, method, i, out[i], want);
            CHECK(same);
            *agreed += same;
        }
    }
    kt_arena_close(whole);
}

KT_TEST(every_peer_and_method)
{
    static const char *const peers[] = {"accessibility", "aceso",        "catchment",
                                        "fca",           "pysal_access", "spatialacc"};
    size_t agreed = 0, methods = 0, i;
    const json_t *r;
    if (!read_case()) SKIP("no ../shared/golden/access");
    for (size_t p = 0; p < sizeof peers / sizeof *peers; p++) {
        char file[64];
        snprintf(file, sizeof file, "out_%s.json", peers[p]);
        json_t *j = load(file);
        CHECK(j != NULL);
        for (int stored = 0; stored < 2; stored++)
            json_array_foreach(json_object_get(j, "results"), i, r)
                one_result(peers[p], r, stored, &agreed, &methods);
        json_decref(j);
    }
    printf("  %zu values of %zu methods agree to 1e-9, over straight lines and stored costs\n", agreed,
           methods);
    CHECK(agreed > 1000);
}

KT_TEST(rational_agents_reach_the_exact_equilibrium)
{
    if (!read_case()) SKIP("no ../shared/golden/access");
    json_t *j = load("raam_equilibrium.json"), *s = json_object_get(j, "small");
    double cost[CELLS], load_[SITES], want[CELLS], loads[SITES];
    numbers(s, "cost", want, CELLS);
    numbers(s, "load", loads, SITES);
    for (int stored = 0; stored < 2; stored++) {
        struct kt_arena whole = kt_arena_open(1 << 24), a = whole;
        struct kt_market in = market(stored, &a);
        struct kt_fit fit = kt_measure_raam(&in, 30e3, 1e9, 1e-15, 10000, cost, load_, a);
        CHECK(fit.gap <= 1e-13);
        for (size_t c = 0; c < CELLS; c++) CHECK_NEAR(cost[c], want[c], 1e-9);
        for (size_t k = 0; k < SITES; k++) CHECK_NEAR(load_[k], loads[k], 1e-9);
        kt_arena_close(whole);
    }
    json_decref(j);
}

KT_TEST_MAIN
