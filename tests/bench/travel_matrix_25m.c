/* travel_matrix_25m: a long table of 25 million pairs, 100,000 cells and 250 of 5,000 sites for each, becomes the
 * study's matrix: reading, ids, joining. R's fread reads the same file in the same run where it is installed; it
 * joins nothing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"
#include "bench_table.h"
#include "study/study_internal.h"

enum { CELLS = 100000, SITES = 5000, NEAR = 250 };

/* Tenths of a minute. */
static uint32_t tenths(uint32_t cell, uint32_t k)
{
    uint32_t h = (cell * NEAR + k) * 2654435761u;
    return (h ^ h >> 15) % 1200;
}

static bool write_pairs(FILE *f, double *sum)
{
    fputs("from_id,to_id,travel_time_p50\n", f);
    for (uint32_t c = 0; c < CELLS; c++)
        for (uint32_t k = 0; k < NEAR; k++) {
            uint32_t t = tenths(c, k);
            *sum += t / 10.0;
            fprintf(f, "c%06u,s%04u,%u.%u\n", c, (c + k * 17) % SITES, t / 10, t % 10);
        }
    return fclose(f) == 0;
}

static const char **ids(struct kt_arena *a, const char *letter, int digits, size_t n)
{
    const char **id = KT_NEW(a, const char *, n);
    for (size_t i = 0; i < n; i++) id[i] = kt_printf(a, "%s%0*zu", letter, digits, i);
    return id;
}

static enum kt_status read_pairs(struct facts *f, const char *path)
{
    const char *yaml =
        kt_printf(&f->keep, "study: {id: bench}\ntravel:\n  - {source: %s, mode: transit}\n", path);
    KT_TRY(facts_settings(f, yaml));
    f->st.cells.n = CELLS, f->st.cells.id = ids(&f->keep, "c", 6, CELLS);
    f->st.sites.n = SITES, f->st.sites.id = ids(&f->keep, "s", 4, SITES);
    KT_TRY(kt_travel_matrix.run(&f->st, "travel[0]", f->tmp, &f->err));
    kt_join_travel(&f->st, f->tmp);
    return KT_OK;
}

static void peer(const char *path, double mb)
{
    char command[500];
    snprintf(command, sizeof command,
             "Rscript -e 'x <- data.table::fread(\"%s\", nThread = 1); cat(sum(x[[3]]) > 0)' >/dev/null 2>&1",
             path);
    table_peer("R data.table::fread(), one thread, nothing joined", command, mb);
}

int main(void)
{
    (void)kt_tests_end_, (void)kt_failed_checks_, (void)kt_skipped_; /* no tests here: the study alone */
    char path[256];
    double want = 0, got = 0;
    struct stat sb;
    struct facts f;
    FILE *out = table_create(path, ".csv");
    if (!out || !write_pairs(out, &want) || stat(path, &sb) != 0) return 1;
    facts_open(&f);
    kt_arena_close(f.keep_whole);
    kt_arena_close(f.tmp_whole);
    f.keep = f.keep_whole = kt_arena_open(0);
    f.tmp = f.tmp_whole = kt_arena_open(0);
    double wall = table_clock(CLOCK_MONOTONIC), cpu = table_clock(CLOCK_PROCESS_CPUTIME_ID);
    enum kt_status s = read_pairs(&f, path);
    wall = table_clock(CLOCK_MONOTONIC) - wall;
    cpu = table_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    double mb = (double)sb.st_size / 1e6, peak = (double)use.ru_maxrss / 1024;
    struct kt_csr pairs = {0};
    if (s == KT_OK) pairs = f.st.matrix[0].pairs;
    for (size_t k = 0; k < pairs.nnz; k++) got += kt_csr_at(&pairs, k);
    bool right = pairs.nnz == (size_t)CELLS * NEAR && fabs(got - want) < 1e-9 * want;
    printf("katve: %.0f MB, %zu pairs, %s; %.1f s CPU, %.1f s, %.0f MB/s, peak %.0f MB\n", mb, pairs.nnz,
           right ? "sum as written" : "WRONG SUM", cpu, wall, mb / wall, peak);
    if (s != KT_OK) printf("%s\n", f.err.text);
    fflush(stdout);
    facts_close(&f);
    peer(path, mb);
    printf("travel_matrix_25m %.3f %.3f %.1f\n", cpu, wall, peak);
    return right ? 0 : 1;
}
