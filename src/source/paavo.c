/* paavo: Statistics Finland's open data by postal area, under its three kinds of headings.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "people_internal.h"

/* Under 30 inhabitants only their number is told. The service writes -1 for the rest, some copies write 0:
 * people who are there but of no age. */
static bool hidden(const double *age, size_t n, double total)
{
    return total > 0.0 && kt_sum(age, n) == 0.0;
}

/* The group in brackets is PxWeb's; lists of the fields and copies leave it out. */
#define BAND(band, code)                                                                                  \
    {                                                                                                     \
        "ages." band, code "|" band "-vuotiaat (HE)|" band "-vuotiaat|" band " years (HE)|" band " years" \
    }

static const struct kt_preset_field field[] = {
    {"columns.id", "posti_alue|postinumeroalue|pno|Postinumero|Postinumeroalue|Postal code area|Zip "
                   "code|Postinumeroalue_x"},
    {"columns.name", "nimi|name_fi|Alueen_nimi|Postinumeroalueen nimi|Postal area name"},
    {"columns.x", "euref_x|X-koordinaatti metreinä|X coordinate in metres"},
    {"columns.y", "euref_y|Y-koordinaatti metreinä|Y coordinate in metres"},
    {"columns.zone", "kunta|kuntanro|Kuntanumero"},
    {"columns.zone_name", "Alueen_nimi|Postinumeroalue|Postal code area"},
    {"columns.total", "he_vakiy|Asukkaat yhteensä (HE)|Asukkaat yhteensä|Inhabitants, total "
                      "(HE)|Inhabitants, total|Inhabitants|"
                      "Invånare totalt (HE)"},
    BAND("0-2", "he_0_2"),
    BAND("3-6", "he_3_6"),
    BAND("7-12", "he_7_12"),
    BAND("13-15", "he_13_15"),
    BAND("16-17", "he_16_17"),
    BAND("18-19", "he_18_19"),
    BAND("20-24", "he_20_24"),
    BAND("25-29", "he_25_29"),
    BAND("30-34", "he_30_34"),
    BAND("35-39", "he_35_39"),
    BAND("40-44", "he_40_44"),
    BAND("45-49", "he_45_49"),
    BAND("50-54", "he_50_54"),
    BAND("55-59", "he_55_59"),
    BAND("60-64", "he_60_64"),
    BAND("65-69", "he_65_69"),
    BAND("70-74", "he_70_74"),
    BAND("75-79", "he_75_79"),
    BAND("80-84", "he_80_84"),
    {"ages.85-",
     "he_85_|85 vuotta täyttäneet (HE)|85 vuotta täyttäneet|85- years (HE)|85- years|85 years or over (HE)"},
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
