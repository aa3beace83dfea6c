/* statfi_zones: municipalities, regions and postal areas of Statistics Finland, with the columns of every
 * year. The finest of the codes that a layer has is its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "zones_internal.h"

static const struct kt_preset_field field[] = {
    {"columns.code", "posti_alue|postinumeroalue|kunta|kuntanro|kuntakoodi|natcode|maakunta|maakuntanro|"
                     "inspireId_localId"},
    {"columns.name_fi", "nimi|name_fi|geographicalName_fin"},
    {"columns.name_sv", "namn|name_sv|geographicalName_swe"},
    {"columns.name_en", "name|name_en"},
    {"columns.parent", "maakunta|kunta"},
    {"columns.population", "vaesto|he_vakiy"},
    {"columns.x", "euref_x"},
    {"columns.y", "euref_y"},
};

static const struct kt_preset preset = {.name = "Statistics Finland's areas",
                                        .crs = "EPSG:3067",
                                        .field = field,
                                        .nfield = sizeof field / sizeof *field};

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    return kt_zones_run(st, section, &preset, tmp, err);
}

const struct kt_importer kt_statfi_zones = {
    .name = "statfi_zones",
    .summary = "Municipalities, regions or postal areas as Statistics Finland's servers give them.",
    .reads = "zones",
    .source = "Statistics Finland, WFS and OGC API layers kunta*, maakunta*, kunta_vaki*, pno*, pno_tilasto*",
    .param = kt_zones_param,
    .nparam = KT_ZONES_NPARAM,
    .run = run,
};
