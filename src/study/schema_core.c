/* Sections of every study file: what is studied, how it is reported, how the run is made.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/schema.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const struct kt_param study_param[] = {
    {"id", KT_T_STR, "", NULL, 0, 0, NULL, "Short name of the study; names its folder of results."},
    {"title_fi", KT_T_STR, "", "", 0, 0, NULL, "Title of the study in Finnish."},
    {"title_sv", KT_T_STR, "", "", 0, 0, NULL, "Title of the study in Swedish."},
    {"title_en", KT_T_STR, "", "", 0, 0, NULL, "Title of the study in English."},
    {"sources_fi", KT_T_STR, "", "", 0, 0, NULL, "Data, dates and licences in Finnish, for the method page."},
    {"sources_sv", KT_T_STR, "", "", 0, 0, NULL, "Data, dates and licences in Swedish, for the method page."},
    {"sources_en", KT_T_STR, "", "", 0, 0, NULL, "Data, dates and licences in English, for the method page."},
    {"year", KT_T_INT, "year", NULL, 1990, 2100, NULL,
     "Year that the figures describe; rates of the nearest year not after it are used."},
    {"division_year", KT_T_INT, "year", "", 1990, 2100, NULL,
     "Year of the division whose codes the study uses, told in remedies and in summary.json; default: "
     "study.year."},
    {"crs", KT_T_STR, "", "EPSG:3067", 0, 0, NULL,
     "Projected coordinate system in metres that everything is brought into."},
    {"date", KT_T_DATE, "", "", 0, 0, NULL, "Day of issue printed in the reports; stands in for the clock."},
    {"country_code", KT_T_STR, "", "FI", 0, 0, NULL,
     "Code of the topmost area, made by joining the last level."},
    {"country_fi", KT_T_STR, "", "Suomi", 0, 0, NULL, "Finnish name of the topmost area."},
    {"country_sv", KT_T_STR, "", "Finland", 0, 0, NULL, "Swedish name of the topmost area."},
    {"country_en", KT_T_STR, "", "Finland", 0, 0, NULL, "English name of the topmost area."},
};

static const struct kt_param report_param[] = {
    {"languages", KT_T_STRS, "", "[fi, sv, en]", 0, 0, "fi sv en",
     "Languages in which every report is made."},
    {"formats", KT_T_STRS, "", "[pdf, web, directory]", 0, 0, "pdf svg png web directory slides",
     "Formats in which the pages are written; slides: the same pages as slides of 16:9 (PDF); directory: "
     "where people get support, on paper and for "
     "browsers."},
    {"pages", KT_T_STRS, "", "", 0, 0, NULL,
     "Pages of the reports by name (katve list pages); default: all."},
    {"only", KT_T_STRS, "", "", 0, 0, NULL, "Codes or names of the regions that get a report; default: all."},
    {"suppress_k", KT_T_INT, "persons", "10", 0, 1000, NULL,
     "Counts of persons above zero and below this are hidden; 0 hides nothing."},
    {"kicker_fi", KT_T_STR, "", "", 0, 0, NULL,
     "Finnish line above every headline; default: the study's title."},
    {"kicker_sv", KT_T_STR, "", "", 0, 0, NULL,
     "Swedish line above every headline; default: the study's title."},
    {"kicker_en", KT_T_STR, "", "", 0, 0, NULL,
     "English line above every headline; default: the study's title."},
    {"directory_sheets", KT_T_BOOL, "", "false", 0, 0, NULL,
     "The directory of support gives each municipality a sheet of its own, for its notice board."},
    {"stale_months", KT_T_INT, "months", "12", 1, 120, NULL,
     "Age from which the directory warns that a fact about a place may be stale, counted to study.date."},
    {"png_dpi", KT_T_INT, "dpi", "150", 50, 600, NULL, "Resolution of pages written as PNG."},
};

static const struct kt_param export_param[] = {
    {"postgis", KT_T_STR, "", "", 0, 0, NULL,
     "Database that the findings are written to besides, such as \"PG:host=db dbname=gis\"; passwords belong "
     "in "
     "~/.pgpass or PGPASSWORD."},
    {"schema", KT_T_STR, "", "katve", 0, 0, NULL,
     "Schema of its tables; those of an earlier run are replaced."},
};

/* 2^53: the largest range in which every whole number survives as a double. */
#define SEED_MAX 9007199254740992.0

static const struct kt_param run_param[] = {
    {"seed", KT_T_INT, "", "1", 0, SEED_MAX, NULL,
     "Seed of the random draws; the same seed gives the same bytes."},
    {"strict", KT_T_BOOL, "", "false", 0, 0, NULL, "Treat every warning about the data as an error."},
    {"out", KT_T_STR, "", "output", 0, 0, NULL, "Folder in which the folder of the study is made."},
    {"cache", KT_T_STR, "", "", 0, 0, NULL,
     "Folder in which searches along roads are kept for later runs; default: .cache in the output folder; "
     "off: none."},
    {"jobs", KT_T_INT, "threads", "0", 0, 1024, NULL, "Threads to use; 0: one for each processor."},
};

static const struct kt_param weights_param[] = {
    {"kind", KT_T_CHOICE, "", "queen", 0, 0, "queen rook knn band kernel file",
     "Who is a neighbour: a shared point (queen) or stretch (rook) of border, the k nearest, all within a "
     "band, a kernel of distance, or a file. Queen, rook, band and kernels with a bandwidth are symmetric; "
     "knn, adaptive "
     "kernels and files as a rule not (esda, spdep and GeoDa leave them so); the table spatial_weights "
     "tells."},
    {"style", KT_T_CHOICE, "", "W", 0, 0, "B W C U S",
     "B as they are; W rows sum to 1, the usual choice of spdep and esda, not symmetric; C all sum to n; U "
     "all sum to 1; S "
     "variance stabilising. In C and S n counts areas with a neighbour, as in spdep."},
    {"islands", KT_T_CHOICE, "", "drop", 0, 0, "drop keep",
     "Whether areas without neighbours count in n of the global statistics: drop, as spdep; keep, as esda "
     "and GeoDa. They "
     "never have a local statistic or a p, and are a class of their own."},
    {"snap_m", KT_T_NUM, "m", "0.01", 0, 1000, NULL, "Corners of outlines nearer than this are one corner."},
    {"k", KT_T_INT, "neighbours", "6", 1, 1000, NULL,
     "Neighbours of kind knn, and of a kernel whose bandwidth adapts."},
    {"band_km", KT_T_NUM, "km", "0", 0, 5000, NULL,
     "Reach of kind band; 0: the shortest that leaves no area alone."},
    {"distance_power", KT_T_NUM, "", "0", 0, 10, NULL, "Weight of kind band: distance to minus this power."},
    {"kernel", KT_T_CHOICE, "", "triangular", 0, 0, "triangular uniform epanechnikov quartic gaussian",
     "Form of kind kernel."},
    {"bandwidth_km", KT_T_NUM, "km", "0", 0, 5000, NULL,
     "Bandwidth of kind kernel; 0: the distance to the k-th nearest."},
    {"order", KT_T_INT, "steps", "1", 1, 20, NULL, "Neighbours this many steps away."},
    {"cumulative", KT_T_BOOL, "", "true", 0, 0, NULL, "Of a higher order: all steps up to it, not it alone."},
    {"file", KT_T_PATH, "", "", 0, 0, NULL, "Neighbours in the format GAL (.gal) or GWT (.gwt)."},
};

const struct kt_section kt_core_section[] = {
    {"study", false, true, study_param, COUNT(study_param), "What is studied: name, year, coordinates."},
    {"report", false, false, report_param, COUNT(report_param), "How the findings are shown."},
    {"export", false, false, export_param, COUNT(export_param),
     "Where findings go besides the run's folder."},
    {"run", false, false, run_param, COUNT(run_param),
     "How the run is made; none of this changes what is true."},
    {"weights", false, false, weights_param, COUNT(weights_param),
     "Neighbours of the areas, for spatial statistics."},
};
const size_t kt_ncore_section = COUNT(kt_core_section);
