/* Progress: one line on stderr that is redrawn, on a terminal only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void draw_line(const char *stage, double share, double left)
{
    const char *plain = getenv("NO_COLOR");
    bool colour = !plain || !*plain;
    fprintf(stderr, "\r\033[K%s%3.0f %%%s  %s", colour ? "\033[1m" : "", 100.0 * share,
            colour ? "\033[0m" : "", stage);
    if (isfinite(left) && left >= 60)
        fprintf(stderr, "  (%.0f min %02.0f s left)", floor(left / 60), fmod(left, 60));
    else if (isfinite(left) && left >= 0)
        fprintf(stderr, "  (%.0f s left)", left);
    fflush(stderr);
}

static void on_progress(void *ctx, const char *stage, double share, double seconds_left)
{
    struct cli_progress *p = ctx;
    double t = now();
    bool same = strncmp(p->stage, stage, sizeof p->stage - 1) == 0;
    if (same && t - p->last_at < 0.1) return; /* ten times a second is enough to read */
    snprintf(p->stage, sizeof p->stage, "%s", stage);
    p->last_at = t;
    p->drawn = true;
    draw_line(stage, fmin(fmax(share, 0.0), 1.0), seconds_left);
}

void cli_progress_open(struct cli_progress *p, struct cli *cli, const char *stage)
{
    *p = (struct cli_progress){0};
    const char *term = getenv("TERM");
    p->shown = !cli->quiet && isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
    if (!p->shown) return;
    cli->run.progress = on_progress;
    cli->run.progress_ctx = p;
    on_progress(p, stage, 0.0, NAN);
}

void cli_progress_close(struct cli_progress *p)
{
    if (p->drawn) fputs("\r\033[K", stderr);
    p->drawn = false;
}
