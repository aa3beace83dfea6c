/* An invented land for `katve init`: two regions of three municipalities, each a square of 20 km,
 * with settlements, service points and published shares of people who are not online. Every figure
 * but the shares is made up; the names say so.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "init_tables.h"

enum { SIDE = 20000, EAST = 400000, NORTH = 6800000, PER_ZONE = 4 };

static const struct {
    const char *code, *fi, *sv, *en, *status, *region;
    int col, row; /* place in the grid of squares */
    int size;     /* persons in the centre; other settlements are smaller */
} town[] = {
    {"901", "Mallikaupunki", "Mallstaden", "Modeltown", "fi-sv", "91", 0, 0, 21400},
    {"902", "Esimerkkilä", "Exempelby", "Exampleby", "fi", "91", 1, 0, 4300},
    {"903", "Kuvitelmajärvi", "Tankesjö", "Fancy Lake", "fi", "91", 0, 1, 2150},
    {"904", "Harjoitusniemi", "Övningsudden", "Practice Point", "fi", "92", 2, 0, 9800},
    {"905", "Koesaari", "Provö", "Trial Island", "sv-fi", "92", 2, 1, 1720},
    {"906", "Luonnosranta", "Skisstrand", "Draft Shore", "fi", "92", 1, 1, 3240},
};
enum { NTOWN = sizeof town / sizeof *town };

/* Settlements of a square: offset from its middle in metres and size against the centre. */
static const struct {
    int dx, dy;
    double share;
} settlement[PER_ZONE] = {{0, 0, 1.0}, {-6200, 4100, 0.22}, {5400, 6900, 0.11}, {7100, -7600, 0.06}};

/* Age shape: young in the centre, old at the edge. */
static const double age_near[] = {0.16, 0.11, 0.25, 0.25, 0.13, 0.10};
static const double age_far[] = {0.13, 0.06, 0.17, 0.29, 0.19, 0.16};
enum { NAGE = sizeof age_near / sizeof *age_near };

static int middle_x(size_t i)
{
    return EAST + town[i].col * SIDE + SIDE / 2;
}
static int middle_y(size_t i)
{
    return NORTH + town[i].row * SIDE + SIDE / 2;
}

static int persons(size_t i, size_t s, size_t age)
{
    const double *shape = s == 0 ? age_near : age_far;
    return (int)(town[i].size * settlement[s].share * shape[age] + 0.5);
}

static void write_zones(FILE *to)
{
    fprintf(to, "{\"type\": \"FeatureCollection\", \"name\": \"municipalities\",\n"
                "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"urn:ogc:def:crs:EPSG::3067\"}},\n"
                "\"features\": [\n");
    for (size_t i = 0; i < NTOWN; i++) {
        int x = EAST + town[i].col * SIDE, y = NORTH + town[i].row * SIDE, all = 0;
        for (size_t s = 0; s < PER_ZONE; s++)
            for (size_t a = 0; a < NAGE; a++) all += persons(i, s, a);
        fprintf(to,
                "{\"type\": \"Feature\", \"properties\": {\"code\": \"%s\", \"name_fi\": \"%s\", "
                "\"name_sv\": \"%s\", "
                "\"name_en\": \"%s\", \"lang_status\": \"%s\", \"region_code\": \"%s\", \"population\": %d, "
                "\"centre_x\": %d, \"centre_y\": %d},\n",
                town[i].code, town[i].fi, town[i].sv, town[i].en, town[i].status, town[i].region, all,
                middle_x(i), middle_y(i));
        fprintf(to,
                " \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[%d, %d], [%d, %d], [%d, %d], "
                "[%d, %d], "
                "[%d, %d]]]}}%s\n",
                x, y, x + SIDE, y, x + SIDE, y + SIDE, x, y + SIDE, x, y, i + 1 < NTOWN ? "," : "");
    }
    fputs("]}\n", to);
}

static void write_regions(FILE *to)
{
    fputs("code,name_fi,name_sv,name_en\n91,Mallimaa,Mallskapet,Modelland\n92,Harjoitusmaa,Övningslandet,"
          "Practiceland\n",
          to);
}

static void write_people(FILE *to)
{
    fputs("id,name,x,y,municipality,total,a0_15,a16_24,a25_44,a45_64,a65_74,a75,swedish\n", to);
    for (size_t i = 0; i < NTOWN; i++)
        for (size_t s = 0; s < PER_ZONE; s++) {
            int all = 0;
            for (size_t a = 0; a < NAGE; a++) all += persons(i, s, a);
            fprintf(to, "%s%02zu,%s %zu,%d,%d,%s,%d", town[i].code, s + 1, town[i].fi, s + 1,
                    middle_x(i) + settlement[s].dx, middle_y(i) + settlement[s].dy, town[i].code, all);
            for (size_t a = 0; a < NAGE; a++) fprintf(to, ",%d", persons(i, s, a));
            double swedish = town[i].status[0] == 's' ? 0.6 : town[i].status[2] ? 0.1 : 0.01;
            fprintf(to, ",%d\n", (int)(swedish * all + 0.5));
        }
}

static void write_sites(FILE *to)
{
    fputs("id,name_fi,name_sv,name_en,provider_name,provider_type,form,sub_form,municipality,x,y,languages,"
          "hours_week,"
          "supports,appointment,fee,groups,topics,step_free,source,updated_on\n",
          to);
    /* Empty fields are unknown, not no: the last rows show it. */
    fprintf(to,
            "p1,Mallikaupungin pääkirjasto,Mallstadens huvudbibliotek,Modeltown main "
            "library,Mallikaupunki,library,near,"
            "service point,901,%d,%d,fi;sv,24,yes,optional,free,,devices;services,yes,sample,2020-05-04\n",
            middle_x(0) + 300, middle_y(0) - 200);
    fprintf(to,
            "p2,Palvelutori,Servicetorget,Service square,Mallikaupunki,municipality,near,service "
            "point,901,%d,%d,fi,18,"
            "yes,no,free,,services,yes,sample,2020-03-16\n",
            middle_x(0) - 900, middle_y(0) + 700);
    fprintf(to,
            "p3,Esimerkkilän kirjasto,Exempelby bibliotek,Exampleby library,Esimerkkilä,library,near,service "
            "point,902,"
            "%d,%d,fi,6,yes,required,free,older people,devices,yes,sample,2020-01-20\n",
            middle_x(1) + 100, middle_y(1));
    fprintf(
        to,
        "p4,Harjoitusniemen neuvonta,Rådgivningen i Övningsudden,Practice Point "
        "advice,Vertaisverkko,ngo,near,"
        "peer support,904,%d,%d,fi,10,yes,no,free,older people,devices;services,unknown,sample,2019-11-02\n",
        middle_x(3), middle_y(3) + 400);
    fprintf(to,
            "p5,Koesaaren kirjasto,Provö bibliotek,Trial Island "
            "library,Koesaari,library,near,,905,%d,%d,sv;fi,,no,,,,,,"
            "sample,2020-02-11\n",
            middle_x(4), middle_y(4));
    fprintf(to,
            "p6,Kuvitelmajärven kirjasto,Tankesjö bibliotek,Fancy Lake "
            "library,Kuvitelmajärvi,library,near,,903,%d,%d,,,"
            "no,,,,,,sample,2020-02-11\n",
            middle_x(2) + 200, middle_y(2) + 100);
}

/* Not online in the last three months: Statistics Finland, use of information and communications
 * technology by individuals 2018, rounded shares as published. Effective sizes and the other two
 * layers are assumptions and are named so. */
static void write_rates(FILE *to)
{
    static const struct {
        const char *age;
        double not_online;
        int n;
    } row[] = {{"16,24", 0.00, 250}, {"25,34", 0.01, 250}, {"35,44", 0.00, 250}, {"45,54", 0.02, 250},
               {"55,64", 0.07, 350}, {"65,74", 0.22, 310}, {"75,999", 0.60, 200}};
    fputs("layer,year,age_min,age_max,rate,n_eff,source\n", to);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        fprintf(to, "1,2018,%s,%.2f,%d,Statistics Finland 2018; 75-89 extended upwards\n", row[i].age,
                row[i].not_online, row[i].n);
    fputs("2,2018,16,64,0.02,,assumption\n2,2018,65,74,0.10,,assumption\n2,2018,75,999,0.12,,assumption\n",
          to);
    fputs("3,2018,16,64,0.20,,assumption\n3,2018,65,74,0.30,,assumption\n3,2018,75,999,0.20,,assumption\n",
          to);
}

const struct init_table init_table[] = {
    {"municipalities.geojson", write_zones},
    {"regions.csv", write_regions},
    {"people.csv", write_people},
    {"sites.csv", write_sites},
    {"rates.csv", write_rates},
};
const size_t init_table_count = sizeof init_table / sizeof *init_table;
