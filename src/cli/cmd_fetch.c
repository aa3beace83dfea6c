/* katve fetch: official layers and tables into a folder, with checksum, date and licence.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"
#include "json_out.h"

#include <stdlib.h>
#include <string.h>

static void list_presets(const struct cli *cli)
{
    size_t n;
    const struct kt_preset *p = kt_fetch_presets(&n);
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        if (!cli->json)
            printf("%-20s  %s%s\n", p[i].name, p[i].summary, p[i].official ? " *" : "");
        else
            json_array_append_new(list,
                                  json_pack("{s:s, s:s, s:s, s:s, s:s, s:b}", "name", p[i].name, "summary",
                                            p[i].summary, "host", p[i].host, "licence", p[i].licence,
                                            "attribution", p[i].attribution, "official", p[i].official));
    }
    if (cli->json)
        json_show(list);
    else {
        json_decref(list);
        printf("\n* `katve fetch official --year YEAR` takes these and writes a study of them; "
               "service_locations "
               "where --area is given.\n");
    }
}

static void tell(void *ctx, const char *what)
{
    const struct cli *cli = ctx;
    if (!cli->quiet) fprintf(stderr, "katve: %s\n", what);
}

static void report(const struct cli *cli, const struct kt_preset *p, const struct kt_fetch_result *r)
{
    if (r->what == KT_CHANGED_FILE)
        cli_complain(
            "%s: changed at the source since %s (sha256 %.12s, now %.12s); the former file is %s.former",
            r->file, r->former_day, r->former_sha256, r->sha256, r->file);
    else if (r->edited)
        cli_complain("%s: the file here was not what had been fetched; it is kept as %s.former", r->file,
                     r->file);
    if (cli->json) return;
    printf("%s\n", r->path);
    if (cli->quiet) return;
    fflush(stdout);
    fprintf(stderr, "%s: %s rows, %s bytes%s; %s\n", p->name, cli_count(cli->keep, (double)r->rows),
            cli_count(cli->keep, (double)r->bytes), r->what == KT_SAME_FILE ? ", the same as before" : "",
            p->attribution);
}

static json_t *as_json(const struct kt_preset *p, const struct kt_fetch_result *r)
{
    static const char *const what[] = {"new", "same", "changed"};
    return json_pack("{s:s, s:s, s:s, s:I, s:I, s:s}", "preset", p->name, "path", r->path, "sha256",
                     r->sha256, "bytes", (json_int_t)r->bytes, "rows", (json_int_t)r->rows, "state",
                     what[r->what]);
}

static int unknown(const char *word)
{
    size_t n;
    const struct kt_preset *p = kt_fetch_presets(&n);
    const char *name[32] = {"official"};
    for (size_t i = 0; i < n && i < 31; i++) name[i + 1] = p[i].name;
    const char *near = cli_nearest(word, name, n + 1);
    if (near)
        cli_complain("fetch: no preset '%s'; did you mean '%s'?", word, near);
    else
        cli_complain("fetch: no preset '%s'; `katve fetch` lists them", word);
    return EXIT_USAGE;
}

/* One preset, once for every code of --area where it asks for one. */
static enum kt_status fetch_one(struct cli *cli, const struct kt_preset *p, json_t *list, struct kt_err *err)
{
    struct kt_fetch_options opt = cli->fetch;
    bool by_area = strstr(p->path, "{area}") != NULL && opt.area;
    char *rest = kt_strdup(cli->keep, by_area ? opt.area : "");
    for (char *area; (area = strsep(&rest, ",")) != NULL;) {
        struct kt_fetch_result result;
        if (by_area) opt.area = area;
        KT_TRY(kt_fetch(p, &opt, cli->keep, &result, err));
        report(cli, p, &result);
        json_array_append_new(list, as_json(p, &result));
    }
    return KT_OK;
}

static enum kt_status fetch_official(struct cli *cli, json_t *list, struct kt_err *err)
{
    size_t n;
    const struct kt_preset *p = kt_fetch_presets(&n);
    for (size_t i = 0; i < n; i++)
        if (p[i].official && (cli->fetch.area || !strstr(p[i].path, "{area}")))
            KT_TRY(fetch_one(cli, &p[i], list, err));
    const char *study;
    KT_TRY(kt_fetch_study(&cli->fetch, cli->keep, &study, err));
    if (!cli->json) printf("%s\n", study);
    json_array_append_new(list, json_pack("{s:s, s:s}", "preset", "official", "path", study));
    return KT_OK;
}

int cmd_fetch(struct cli *cli)
{
    if (!cli->noperand) {
        list_presets(cli);
        return EXIT_DONE;
    }
    for (size_t i = 0; i < cli->noperand; i++)
        if (strcmp(cli->operand[i], "official") != 0 && !kt_fetch_preset(cli->operand[i]))
            return unknown(cli->operand[i]);
    if (!cli->fetch.dir) cli->fetch.dir = "geodata/raw";
    if (!cli->fetch.base_url) cli->fetch.base_url = getenv("KATVE_BASE_URL");
    cli->fetch.tell = tell;
    cli->fetch.tell_ctx = cli;
    json_t *list = json_array();
    struct kt_err err = {0};
    enum kt_status status = KT_OK;
    for (size_t i = 0; i < cli->noperand && status == KT_OK; i++)
        status = strcmp(cli->operand[i], "official") == 0
                     ? fetch_official(cli, list, &err)
                     : fetch_one(cli, kt_fetch_preset(cli->operand[i]), list, &err);
    if (cli->json)
        json_show(list);
    else
        json_decref(list);
    return status == KT_OK ? EXIT_DONE : cli_fail(cli, &err, NULL);
}
