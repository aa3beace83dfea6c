/* CPU per page over the run of all reports of the demo (20 documents in three languages); bound 0.05 s. Then
 * one national map alone, from the outlines to the file, and where they are installed the peers on the same
 * map of the same run: tests/bench/peers/map.R (sf + ggplot2) and map.py (mapnik).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/pipeline.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

struct clock {
    double cpu, wall, from_cpu, from_wall;
    bool on;
};

static double seconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The time between the first word of drawing and the first of another stage. */
static void listen(void *ctx, const char *stage, double share, double left)
{
    struct clock *c = ctx;
    bool drawing = strcmp(stage, "drawing reports") == 0;
    (void)share, (void)left;
    if (drawing == c->on) return;
    c->on = drawing;
    double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID), wall = seconds(CLOCK_MONOTONIC);
    if (drawing) {
        c->from_cpu = cpu;
        c->from_wall = wall;
    } else {
        c->cpu += cpu - c->from_cpu;
        c->wall += wall - c->from_wall;
    }
}

static size_t run(struct kt_run_options *opt, struct clock *c, const char **dir)
{
    struct kt_arena keep = kt_arena_open(0);
    struct kt_run_report report = {0};
    struct kt_err err = {0};
    *c = (struct clock){0};
    opt->study = "geodata/demo/study.yaml";
    opt->progress = listen;
    opt->progress_ctx = c;
    if (kt_run(opt, &keep, &report, &err) == KT_OK) {
        *dir = report.dir;
        return report.npage;
    }
    fprintf(stderr, "report_page: %s\n", err.text);
    exit(1);
}

int main(void)
{
    char out[] = "/tmp/katve-bench-XXXXXX", line[1024];
    const char *dir;
    struct clock all, one;
    if (!mkdtemp(out)) return 1;
    size_t pages = run(&(struct kt_run_options){.out = out}, &all, &dir);
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("%zu pages, %.4f s CPU each, %.2f s wall in all\n", pages, all.cpu / (double)pages, all.wall);
    static const char *const nation[] = {"FI"}, *const set[] = {"report.pages=[access]"};
    run(
        &(struct kt_run_options){
            .out = out, .only = nation, .nonly = 1, .langs = "fi", .set = set, .nset = 1},
        &one, &dir);
    printf("katve: one page with map, inset, labels, legend and ranking %.3f s CPU\n", one.cpu);
    fflush(stdout);
    snprintf(line, sizeof line, "sh tests/bench/peers/map.sh '%s/data/demo.gpkg' municipality dist_km '%s'",
             dir, out);
    if (system(line) != 0) printf("a peer failed\n");
    snprintf(line, sizeof line, "rm -rf '%s'", out);
    if (system(line) != 0) return 1;
    printf("report_page %.3f %.3f %.1f\n", all.cpu, all.wall, (double)use.ru_maxrss / 1024);
    return EXIT_SUCCESS;
}
