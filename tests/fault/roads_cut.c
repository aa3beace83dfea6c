/* Extracts cut short at many places, and with bytes changed: refused in words that name the file, what is wrong and
 * what to do, or read; never less than all of it in silence. A .pbf has no end of its own: cut exactly between two
 * of its blocks it is a whole file with less in it, and can't be told from one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

struct extract {
    char *bytes;
    size_t n;
    const char *name;
};

static struct facts f;

/* The study's rest, once; the importer runs for every cut. */
static void start(const char *name)
{
    facts_open(&f);
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    facts_write(&f, "regions.csv", FACTS_REGIONS);
    facts_write(&f, "people.csv", "id,zone,a\n1,005,3\n");
    facts_write(&f, name, "");
    CHECK(facts_read(&f, kt_printf(&f.keep,
                                   FACTS_ZONES_YAML "people:\n  source: people.csv\n  ages: {\"0-\": a}\n"
                                                    "\"roads\":\n  source: %s\n",
                                   name)) == KT_OK);
}

struct told {
    enum kt_status status;
    size_t nedge;
    bool in_words, with_place;
};

static struct told read_bytes(const char *name, const void *data, size_t n)
{
    struct kt_arena keep = f.keep, tmp = f.tmp;
    struct kt_study st = f.st;
    struct kt_err err = {0};
    struct told t = {0};
    st.keep = &keep;
    st.issues = (struct kt_issues){0};
    kt_issues_init(&st.issues, &keep);
    facts_write_bytes(&f, name, data, n);
    t.status = kt_osm_roads.run(&st, "roads", tmp, &err);
    t.nedge = st.roads.nedge;
    for (size_t i = 0; i < st.issues.n; i++) {
        const struct kt_issue *it = &st.issues.item[i];
        bool told = it->severity == KT_ERROR && strcmp(it->file, name) == 0 && *it->what && *it->remedy;
        t.in_words |= told;
        t.with_place |= told && (strstr(it->what, "around byte ") || strstr(it->what, " at line "));
        CHECK(!strstr(it->what, "Parsing error occurred at line")); /* of GDAL's source, not of the file */
    }
    return t;
}

/* Ends of the blocks of a .pbf: length of the heading, heading with the block's size as field 3, block. */
static size_t block_ends(const uint8_t *d, size_t n, size_t *end, size_t most)
{
    size_t k = 0;
    for (size_t at = 0; at + 4 <= n && k < most;) {
        size_t head = (size_t)d[at] << 24 | (size_t)d[at + 1] << 16 | (size_t)d[at + 2] << 8 | d[at + 3],
               size = 0;
        const uint8_t *p = d + at + 4, *stop = p + head;
        while (p < stop) {
            uint8_t tag = *p++;
            if ((tag & 7) == 2) {
                p += 1 + *p;
                continue;
            }
            size = 0;
            for (int shift = 0;; shift += 7) {
                size |= (size_t)(*p & 127) << shift;
                if (!(*p++ & 128)) break;
            }
        }
        at += 4 + head + size;
        end[k++] = at;
    }
    return k;
}

static void cut_everywhere(const char *name, const char *bytes, size_t n, size_t step, bool pbf)
{
    size_t end[64], nend = pbf ? block_ends((const uint8_t *)bytes, n, end, 64) : 0, silent = 0, words = 0,
                    tried = 0, place = 0;
    struct told whole = read_bytes(name, bytes, n);
    CHECK(whole.status == KT_OK && whole.nedge > 0);
    for (size_t cut = 0; cut < n; cut += step, tried++) {
        bool between = false;
        for (size_t k = 0; k < nend; k++) between |= end[k] == cut;
        struct told t = read_bytes(name, bytes, cut);
        /* What follows the last road may go: an .osm is whole from its closing tag on. */
        silent += t.status == KT_OK && t.nedge < whole.nedge && !between;
        words += t.status == KT_EINPUT && t.in_words;
        place += t.status == KT_EINPUT && t.with_place;
        CHECK(t.status == KT_OK || (t.status == KT_EINPUT && t.in_words));
    }
    CHECK(silent == 0);
    CHECK(words + 3 + nend >= tried);
    CHECK(place + 3 + nend >= words); /* but where too little is left to know what kind of file it is */
}

static void change_everywhere(const char *name, const char *bytes, size_t n, size_t step)
{
    char *changed = malloc(n);
    for (size_t at = 0; at < n; at += step) {
        memcpy(changed, bytes, n);
        changed[at] ^= 0x55;
        struct told t = read_bytes(name, changed, n);
        CHECK(t.status == KT_OK || (t.status == KT_EINPUT && t.in_words));
    }
    free(changed);
}

static void try(const char *path, const char *name, size_t cuts, bool pbf)
{
    struct kt_arena whole = kt_arena_open(0), a = whole;
    struct kt_err err = {0};
    char *bytes;
    size_t n;
    CHECK(kt_slurp(path, &a, &bytes, &n, &err) == KT_OK);
    start(name);
    size_t step = n / cuts ? n / cuts : 1;
    cut_everywhere(name, bytes, n, step, pbf);
    change_everywhere(name, bytes, n, step);
    facts_close(&f);
    kt_arena_close(whole);
}

KT_TEST(a_small_osm)
{
    try("tests/fuzz/corpus/osm_roads/town0.osm", "roads.osm", 24, false);
}
KT_TEST(a_small_pbf)
{
    try("tests/fuzz/corpus/osm_roads/zip.pbf", "roads.pbf", 24, true);
    try("tests/fuzz/corpus/osm_roads/town0.pbf", "roads.pbf", 24, true);
}
KT_TEST(a_real_extract)
{
    char path[512];
    if (!kt_test_shared()) SKIP("the shared extracts are not here");
    snprintf(path, sizeof path, "%s/finland/roads_karhula_2019.osm.pbf", kt_test_shared());
    if (access(path, R_OK) != 0) SKIP("the shared extracts are not here");
    try(path, "roads.osm.pbf", 12, true);
}

KT_TEST_MAIN
