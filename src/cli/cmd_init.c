/* katve init: a study to start from. The study file is written from the schema, so that it always
 * explains the keys that this version knows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"
#include "init_tables.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* What the sample says, by section and key; every other key stands there as a comment. */
static const struct {
    const char *section; /* with the index for lists */
    const char *key, *value;
} sample[] = {
    {"study", "id", "esimerkki"},
    {"study", "title_fi", "Mallimaan tilannekuva"},
    {"study", "title_sv", "Lägesbild för Mallskapet"},
    {"study", "title_en", "Situational picture of Modelland"},
    {"study", "year", "2019"},
    {"study", "division_year", "2020"},
    {"study", "date", "2020-06-01"},
    {"study", "country_code", "\"99\""},
    {"study", "country_fi", "Mallivaltio"},
    {"study", "country_sv", "Mallriket"},
    {"study", "country_en", "Model State"},
    {"zones[0]", "level", "municipality"},
    {"zones[0]", "source", "municipalities.geojson"},
    {"zones[0]", "columns",
     "{code: code, name_fi: name_fi, name_sv: name_sv, name_en: name_en, lang_status: lang_status, parent: "
     "region_code, "
     "population: population, x: centre_x, y: centre_y}"},
    {"zones[0]", "generalised", "true"},
    {"zones[0]", "credit_fi", "keksitty esimerkki"},
    {"zones[0]", "credit_sv", "påhittat exempel"},
    {"zones[0]", "credit_en", "invented example"},
    {"zones[1]", "level", "region"},
    {"zones[1]", "table", "regions.csv"},
    {"zones[1]", "columns", "{code: code, name_fi: name_fi, name_sv: name_sv, name_en: name_en}"},
    {"people", "source", "people.csv"},
    {"people", "columns", "{id: id, name: name, x: x, y: y, zone: municipality, total: total}"},
    {"people", "ages",
     "{\"0-15\": a0_15, \"16-24\": a16_24, \"25-44\": a25_44, \"45-64\": a45_64, \"65-74\": a65_74, \"75-\": "
     "a75}"},
    {"people", "languages", "{sv: swedish}"},
    {"sites", "source", "sites.csv"},
    {"sites", "columns",
     "{id: id, name_fi: name_fi, name_sv: name_sv, name_en: name_en, provider_name: provider_name, "
     "provider_type: "
     "provider_type, form: form, sub_form: sub_form, municipality: municipality, x: x, y: y, languages: "
     "languages, "
     "hours_week: hours_week, supports: supports, appointment: appointment, fee: fee, groups: groups, "
     "topics: topics, "
     "step_free: step_free, source: source, updated_on: updated_on}"},
    {"rates", "source", "rates.csv"},
};

static const char *sample_value(const char *section, const char *key)
{
    for (size_t i = 0; i < sizeof sample / sizeof *sample; i++)
        if (strcmp(sample[i].section, section) == 0 && strcmp(sample[i].key, key) == 0)
            return sample[i].value;
    return NULL;
}

/* What stands behind a commented key: its default, or nothing in the form of its type. */
static const char *shown_default(const struct kt_param *p)
{
    if (p->dflt && *p->dflt) return p->dflt;
    switch (p->type) {
    case KT_T_NUMS:
    case KT_T_STRS: return "[]";
    case KT_T_MAP: return "{}";
    case KT_T_STR:
    case KT_T_PATH: return "\"\"";
    default: return "";
    }
}

static bool has_sample(const char *section)
{
    for (size_t i = 0; i < sizeof sample / sizeof *sample; i++)
        if (strcmp(sample[i].section, section) == 0) return true;
    return false;
}

/* The comment over a key: help, type, unit and range. */
static void write_comment(FILE *to, const struct kt_param *p, const char *indent, struct kt_arena a)
{
    const char *range = cli_range(&a, p);
    fprintf(to, "%s# %s (%s%s%s)\n", indent, p->help, cli_type_name(p->type), *range ? ", " : "", range);
}

/* One map of keys. `mark` is "- " before the first key of a list item, else ""; `brief` leaves the
 * comments out where they stand above already. */
static void write_keys(FILE *to, const struct kt_section *s, const char *section, int depth, const char *mark,
                       bool brief, struct kt_arena a)
{
    char indent[32];
    snprintf(indent, sizeof indent, "%*s", depth, "");
    const char *deeper = kt_printf(&a, "%s%s", indent, *mark ? "  " : "");
    bool first = true;
    for (size_t k = 0; k < s->nparam; k++) {
        const struct kt_param *p = &s->param[k];
        const char *value = sample_value(section, p->key);
        if (brief && !value) continue;
        if (!brief) write_comment(to, p, deeper, a);
        const char *lead = !*mark ? "" : first && value ? mark : "  ";
        const char *text = value ? value : shown_default(p);
        fprintf(to, "%s%s%s%s: %s\n", indent, lead, value ? "" : "# ", p->key, text);
        if (value) first = false;
    }
}

static void write_section(FILE *to, const struct kt_section *s, struct kt_arena *a)
{
    /* What continues another section's list has its keys explained there (more_sites: sites). */
    if (strncmp(s->path, "more_", 5) == 0) return;
    fprintf(to, "\n# %s\n", s->help);
    if (s->list && has_sample(kt_printf(a, "%s[0]", s->path))) {
        fprintf(to, "%s:\n", s->path);
        for (int i = 0; has_sample(kt_printf(a, "%s[%d]", s->path, i)); i++)
            write_keys(to, s, kt_printf(a, "%s[%d]", s->path, i), 2, "- ", i > 0, *a);
        return;
    }
    fprintf(to, "%s%s:\n", has_sample(s->path) ? "" : "# ", s->path);
    write_keys(to, s, s->path, 2, "", false, *a);
}

/* Methods run with their defaults unless the study says otherwise, so all of them are comments. */
static void write_methods(FILE *to, const struct kt_schema *schema, struct kt_arena a)
{
    fputs("\n# Methods run in this order. Take away the marks of what you want to change.\n# methods:\n", to);
    for (size_t i = 0; i < schema->nsection; i++) {
        const struct kt_section *s = &schema->section[i];
        if (strncmp(s->path, "methods.", 8) != 0) continue;
        fprintf(to, "#   # %s\n#   %s:\n", s->help, s->path + 8);
        for (size_t k = 0; k < s->nparam; k++) {
            const struct kt_param *p = &s->param[k];
            write_comment(to, p, "#     ", a);
            fprintf(to, "#     %s: %s\n", p->key, shown_default(p));
        }
    }
}

static void write_study(FILE *to, struct kt_arena a)
{
    struct kt_schema schema = kt_catalogue_schema(&a);
    fputs("# A study of katve: what is read, how it is computed, what is written.\n"
          "# Run it:  katve run study.yaml      Check it first:  katve check study.yaml\n"
          "# Lines that begin with # are comments; commented keys show their default.\n"
          "# The tables beside this file are invented. Put your own in their place, keep or rename the\n"
          "# columns, and say under `columns` what they are called.\n",
          to);
    /* First what a study must say, then what may stay as it is. */
    for (int required = 1; required >= 0; required--)
        for (size_t i = 0; i < schema.nsection; i++) {
            const struct kt_section *s = &schema.section[i];
            if (strncmp(s->path, "methods.", 8) != 0 && s->required == required) write_section(to, s, &a);
        }
    write_methods(to, &schema, a);
}

static FILE *create(const char *path)
{
    FILE *f = fopen(path, "wx");
    if (!f && errno == EEXIST)
        cli_complain("%s: is there already; choose another folder", path);
    else if (!f)
        cli_complain("%s: can't be written: %s", path, strerror(errno));
    return f;
}

static bool finish(FILE *f, const char *path)
{
    bool bad = ferror(f) != 0;
    if (fclose(f) == 0 && !bad) return true;
    cli_complain("%s: could not be written whole: %s", path, strerror(errno));
    return false;
}

int cmd_init(struct cli *cli)
{
    const char *dir = cli->operand[0];
    struct kt_err err = {0};
    if (kt_mkdirs(dir, &err) != KT_OK) return cli_fail(cli, &err, NULL);

    /* Nothing is touched when any of the files is there. */
    const char *study = kt_path_join(cli->keep, dir, "study.yaml");
    for (size_t i = 0; i <= init_table_count; i++) {
        const char *path = i ? kt_path_join(cli->keep, dir, init_table[i - 1].name) : study;
        if (access(path, F_OK) != 0) continue;
        cli_complain("%s: is there already; choose another folder", path);
        return EXIT_INPUT;
    }
    FILE *f = create(study);
    if (!f) return EXIT_FAILED;
    write_study(f, *cli->keep);
    if (!finish(f, study)) return EXIT_FAILED;
    if (!cli->quiet) printf("%s\n", study);
    for (size_t i = 0; i < init_table_count; i++) {
        const char *path = kt_path_join(cli->keep, dir, init_table[i].name);
        f = create(path);
        if (!f) return EXIT_FAILED;
        init_table[i].write(f);
        if (!finish(f, path)) return EXIT_FAILED;
        if (!cli->quiet) printf("%s\n", path);
    }
    return EXIT_DONE;
}
