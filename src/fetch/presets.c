/* The presets: where the authorities keep what a study of Finland needs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/fetch.h>

#include <string.h>

#define STATFI      "Statistics Finland"
#define STATFI_GEO  "https://geo.stat.fi"
#define STATFI_DATA "https://pxdata.stat.fi"
#define CC_BY       "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
/* Coordinates as the server has them: ETRS-TM35FIN, easting first. */
#define WFS(space, layer)                                                                              \
    "/geoserver/" space "/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=" space ":" layer \
    "&outputFormat=application/json&srsName=EPSG:3067"
#define STATFIN "/PxWeb/api/v1/fi/StatFin/"

static const struct kt_preset preset[] = {
    {.name = "municipalities",
     .summary = "outlines of the municipalities of 1.1.YEAR, 1:4 500 000",
     .host = STATFI_GEO,
     .path = WFS("tilastointialueet", "kunta4500k_{year}"),
     .paging = KT_WFS,
     .page = 1000,
     .fields = "kunta nimi namn name",
     .file = "municipalities-{year}.geojson",
     .licence = CC_BY,
     .attribution = STATFI ", municipality-based statistical units {year}",
     .official = true},
    {.name = "regions",
     .summary = "outlines of the regions of 1.1.YEAR, 1:4 500 000",
     .host = STATFI_GEO,
     .path = WFS("tilastointialueet", "maakunta4500k_{year}"),
     .paging = KT_WFS,
     .page = 1000,
     .fields = "maakunta nimi namn name",
     .file = "regions-{year}.geojson",
     .licence = CC_BY,
     .attribution = STATFI ", municipality-based statistical units {year}",
     .official = true},
    {.name = "postal_areas",
     .summary = "postal areas with the Paavo figures of release YEAR",
     .host = STATFI_GEO,
     .path = WFS("postialue", "pno_tilasto_{year}"),
     .paging = KT_WFS,
     .page = 500,
     .fields = "postinumeroalue|posti_alue nimi namn euref_x euref_y kunta he_vakiy he_0_2 he_85_",
     .file = "postal-areas-{year}.geojson",
     .licence = CC_BY,
     .attribution = STATFI ", Paavo, open data by postal code area {year}",
     .official = true},
    {.name = "population_by_age",
     .summary = "people of 31.12. before YEAR by municipality and year of age (table 11re)",
     .host = STATFI_DATA,
     .path = STATFIN "vaerak/statfin_vaerak_pxt_11re.px",
     .paging = KT_PXWEB,
     .page = 100000,
     .select = "Vuosi={year-1};Alue=KU*;Sukupuoli=SSS;Tiedot=vaesto",
     .fields = "Vuosi Alue Ikä Tiedot",
     .file = "population-by-age-{year}.json",
     .licence = CC_BY,
     .attribution = STATFI ", population structure, table 11re",
     .official = true},
    {.name = "languages",
     .summary = "mother tongues of 31.12. before YEAR by municipality (table 11rm)",
     .host = STATFI_DATA,
     .path = STATFIN "vaerak/statfin_vaerak_pxt_11rm.px",
     .paging = KT_PXWEB,
     .page = 100000,
     .select = "Vuosi={year-1};Alue=KU*;Sukupuoli=SSS",
     .fields = "Vuosi Alue Kieli",
     .file = "languages-{year}.json",
     .licence = CC_BY,
     .attribution = STATFI ", population structure, table 11rm"},
    {.name = "key_figures",
     .summary = "key figures of the municipalities, newest division, year before YEAR",
     .host = STATFI_DATA,
     .path = "/PxWeb/api/v1/fi/Kuntien_avainluvut/uusin/kuntien_avainluvut_viimeisin.px",
     .paging = KT_PXWEB,
     .page = 100000,
     .select = "Vuosi={year-1}",
     .fields = "Alue* Tiedot Vuosi",
     .file = "key-figures-{year}.json",
     .licence = CC_BY,
     .attribution = STATFI ", key figures on municipalities"},
    {.name = "grid_1km",
     .summary = "population by 1 km squares, 31.12.YEAR",
     .host = STATFI_GEO,
     .path = WFS("vaestoruutu", "vaki{year}_1km"),
     .paging = KT_WFS,
     .page = 5000,
     .fields = "grd_id|grid_id kunta vaesto|he_vakiy ika_0_14 ika_15_64 ika_65_",
     .file = "grid-1km-{year}.geojson",
     .licence = CC_BY,
     .attribution = STATFI ", population grid data 1 km x 1 km {year}"},
    {.name = "grid_5km",
     .summary = "population by 5 km squares, 31.12.YEAR",
     .host = STATFI_GEO,
     .path = WFS("vaestoruutu", "vaki{year}_5km"),
     .paging = KT_WFS,
     .page = 5000,
     .fields = "grd_id|grid_id vaesto|he_vakiy ika_0_14 ika_15_64 ika_65_",
     .file = "grid-5km-{year}.geojson",
     .licence = CC_BY,
     .attribution = STATFI ", population grid data 5 km x 5 km {year}"},
    {.name = "libraries",
     .summary = "libraries of the whole country with services and opening hours of this week (Kirkanta)",
     .host = "https://api.kirjastot.fi",
     .path = "/v4/library?lang=fi&with=services,schedules",
     .paging = KT_KIRKANTA,
     .page = 200,
     .fields = "id name type address coordinates services",
     .file = "libraries.json",
     .licence = CC_BY,
     .attribution = "Kirkanta, Kirjastot.fi",
     .official = true},
    {.name = "service_locations",
     .summary = "service locations of the municipalities --area in the Finnish Service Catalogue (PTV)",
     .host = "https://api.palvelutietovaranto.suomi.fi",
     .path = "/api/v11/ServiceChannel/list/area/Municipality/code/{area}?showHeader=false",
     .paging = KT_PTV,
     .page = 100,
     .only = "serviceChannelType=ServiceLocation",
     .fields = "id serviceChannelType serviceChannelNames addresses serviceHours",
     .file = "service-locations-{area}.json",
     .licence = CC_BY,
     .attribution = "Suomi.fi Finnish Service Catalogue, Digital and Population Data Services Agency"},
    {.name = "indicator_population",
     .summary = "population by Sotkanet's own region ids, year before YEAR (indicator 127)",
     .host = "https://sotkanet.fi",
     .path = "/rest/1.1/csv?indicator=127&years={year-1}&genders=total",
     .paging = KT_WHOLE,
     .fields = "region year gender",
     .file = "indicator-127-{year}.csv",
     .licence = CC_BY,
     .attribution = "THL, Sotkanet, indicator 127"},
    {.name = "indicator_regions",
     .summary = "Sotkanet's regions: its ids and the official codes",
     .host = "https://sotkanet.fi",
     .path = "/rest/1.1/regions",
     .paging = KT_WHOLE,
     .fields = "id code category title",
     .file = "indicator-regions.json",
     .licence = CC_BY,
     .attribution = "THL, Sotkanet"},
};

const struct kt_preset *kt_fetch_presets(size_t *n)
{
    *n = sizeof preset / sizeof *preset;
    return preset;
}

const struct kt_preset *kt_fetch_preset(const char *name)
{
    for (size_t i = 0; i < sizeof preset / sizeof *preset; i++)
        if (strcmp(preset[i].name, name) == 0) return &preset[i];
    return NULL;
}
