/* paavo: Statistics Finland's open data by postal area, under its three kinds of headings.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "people_internal.h"

/* Under 30 inhabitants only their number is told. The service writes -1 for the rest, some copies write 0:
 * people who are there but of no age. */
static bool hidden(const double *age, size_t n, double total)
{
    return total > 0.0 && kt_sum(age, n) == 0.0;
}

static const struct kt_preset_field field[] = {
    {"columns.id",
     "posti_alue|postinumeroalue|pno|Postinumero|Postinumeroalue|Postal code area|Postinumeroalue_x"},
    {"columns.name", "nimi|name_fi|Alueen_nimi"},
    {"columns.x", "euref_x|X-koordinaatti metreinä|X coordinate in metres"},
    {"columns.y", "euref_y|Y-koordinaatti metreinä|Y coordinate in metres"},
    {"columns.zone", "kunta|kuntanro|Kuntanumero"},
    {"columns.zone_name", "Alueen_nimi|Postinumeroalue|Postal code area"},
    {"columns.total", "he_vakiy|Asukkaat yhteensä (HE)|Inhabitants, total (HE)"},
    {"ages.0-2", "he_0_2|0-2-vuotiaat (HE)|0-2 years (HE)"},
    {"ages.3-6", "he_3_6|3-6-vuotiaat (HE)|3-6 years (HE)"},
    {"ages.7-12", "he_7_12|7-12-vuotiaat (HE)|7-12 years (HE)"},
    {"ages.13-15", "he_13_15|13-15-vuotiaat (HE)|13-15 years (HE)"},
    {"ages.16-17", "he_16_17|16-17-vuotiaat (HE)|16-17 years (HE)"},
    {"ages.18-19", "he_18_19|18-19-vuotiaat (HE)|18-19 years (HE)"},
    {"ages.20-24", "he_20_24|20-24-vuotiaat (HE)|20-24 years (HE)"},
    {"ages.25-29", "he_25_29|25-29-vuotiaat (HE)|25-29 years (HE)"},
    {"ages.30-34", "he_30_34|30-34-vuotiaat (HE)|30-34 years (HE)"},
    {"ages.35-39", "he_35_39|35-39-vuotiaat (HE)|35-39 years (HE)"},
    {"ages.40-44", "he_40_44|40-44-vuotiaat (HE)|40-44 years (HE)"},
    {"ages.45-49", "he_45_49|45-49-vuotiaat (HE)|45-49 years (HE)"},
    {"ages.50-54", "he_50_54|50-54-vuotiaat (HE)|50-54 years (HE)"},
    {"ages.55-59", "he_55_59|55-59-vuotiaat (HE)|55-59 years (HE)"},
    {"ages.60-64", "he_60_64|60-64-vuotiaat (HE)|60-64 years (HE)"},
    {"ages.65-69", "he_65_69|65-69-vuotiaat (HE)|65-69 years (HE)"},
    {"ages.70-74", "he_70_74|70-74-vuotiaat (HE)|70-74 years (HE)"},
    {"ages.75-79", "he_75_79|75-79-vuotiaat (HE)|75-79 years (HE)"},
    {"ages.80-84", "he_80_84|80-84-vuotiaat (HE)|80-84 years (HE)"},
    {"ages.85-", "he_85_|85 vuotta täyttäneet (HE)|85- years (HE)"},
};

static const struct kt_preset preset = {.name = "Paavo",
                                        .crs = "EPSG:3067",
                                        .field = field,
                                        .nfield = sizeof field / sizeof *field,
                                        .code_and_name = true,
                                        .hidden = hidden};

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    return kt_people_run(st, section, &preset, tmp, err);
}

const struct kt_importer kt_paavo = {
    .name = "paavo",
    .summary = "Persons by age in postal areas, as Statistics Finland's Paavo gives them.",
    .reads = "people",
    .source =
        "Statistics Finland, Paavo, Open data by postal code area (WFS layers pno_tilasto and PxWeb tables)",
    .param = kt_people_param,
    .nparam = KT_PEOPLE_NPARAM,
    .run = run,
};
