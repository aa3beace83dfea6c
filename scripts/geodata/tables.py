"""The demo's tables: municipalities, people below municipality level, libraries.

Every number is copied or summed from the reference figures; nothing is scaled or estimated here.
Adjusting the postal areas of 2016 to the municipal ages of 2019 is katve's own work (people.rake),
done in the open and reported on the method page.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import pathlib
import subprocess

# Age bands that fit both Paavo's groups and the rate tables: 75-84 and 85- together are the
# 75-89 of the survey with its extension upwards.
BANDS = [(0, 15), (16, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 69), (70, 74), (75, 84),
         (85, 999)]
PAAVO = ["he_0_2", "he_3_6", "he_7_12", "he_13_15", "he_16_17", "he_18_19", "he_20_24", "he_25_29",
         "he_30_34", "he_35_39", "he_40_44", "he_45_49", "he_50_54", "he_55_59", "he_60_64",
         "he_65_69", "he_70_74", "he_75_79", "he_80_84", "he_85_"]
YEAR = "2019"
REGISTER_DAY = "2026-08-22"
SWEDISH_NAMES = pathlib.Path(__file__).resolve().parent / "swedish_names.csv"


def age_column(band):
    low, high = band
    return f"a{low}_" if high == 999 else f"a{low}_{high}"


AGE_COLUMNS = [age_column(band) for band in BANDS]


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table_of(source, layer, scratch):
    """A layer of a GeoPackage as rows of text, without its geometry."""
    target = scratch / f"{layer}.csv"
    subprocess.run(["ogr2ogr", "-f", "CSV", target, source, layer], check=True)
    return rows_of(target)


def band_of(low, high):
    for at, (first, last) in enumerate(BANDS):
        if first <= low and high <= last:
            return at
    raise ValueError(f"ages {low}-{high} cross a band")


def paavo_band(column):
    low, _, high = column[3:].partition("_")
    return band_of(int(low), int(high) if high else 999)


def municipal_ages(figures):
    ages = {}
    for row in rows_of(figures / "population_by_single_year_age.csv"):
        if row["year"] == YEAR:
            counts = ages.setdefault(row["code"], [0] * len(BANDS))
            counts[band_of(int(row["age"]), int(row["age"]))] += int(row["males"]) + int(row["females"])
    return ages


def name_in_english(row):
    """Statistics Finland's English uses the Swedish name where Swedish is the majority's language."""
    return row["name_sv"] if row["lang_status"] in ("sv", "sv-fi") else row["name_en"]


def read_municipalities(figures, scratch):
    ages = municipal_ages(figures)
    centre = {row["code"]: row for row in rows_of(figures / "municipal_centres.csv")}
    speakers = {row["code"]: row for row in rows_of(figures / "languages.csv") if row["year"] == YEAR}
    found = {}
    for row in table_of(figures / "municipalities_2020.gpkg", "municipalities", scratch):
        code = row["code"]
        if sum(ages[code]) != int(row["population"]):
            raise ValueError(f"ages of {code} do not add up to its population")
        language = speakers.get(code, {})
        found[code] = {
            "code": code, "name_fi": row["name_fi"], "name_sv": row["name_sv"],
            "name_en": name_in_english(row), "region_code": row["region_code"],
            "lang_status": row["lang_status"], "urban_rural": row["urban_rural"],
            "centre_x": round(float(centre[code]["x"])), "centre_y": round(float(centre[code]["y"])),
            "population": sum(ages[code]), "ages": ages[code],
            "swedish_speakers": language.get("swedish_speakers", ""),
            "swedish_share": language.get("swedish_share", ""),
        }
    return dict(sorted(found.items()))


def read_people(figures, scratch, municipalities):
    """Postal areas of 31.12.2016; an empty band is suppressed. Municipalities are those of the postal
    key of 2020, which puts the centre of Forssa in Forssa; the release's own has it in Tammela."""
    key = {row["pno"]: row["kunta_2020"] for row in rows_of(figures / "paavo_postal_2024.csv")}
    people = []
    for row in table_of(figures / "postal_areas.gpkg", "postal_areas_2018", scratch):
        if row["he_vakiy"] == "":  # hospitals, industrial areas: too few residents to tell any number
            continue
        bands = [""] * len(BANDS)
        for column in PAAVO:
            if row[column] != "":
                at = paavo_band(column)
                bands[at] = int(bands[at] or 0) + int(row[column])
        people.append({"id": row["pno"], "name": row["name_fi"],
                       "code": key.get(row["pno"]) or row["kunta_2020"],
                       "x": int(row["euref_x"]), "y": int(row["euref_y"]),
                       "total": row["he_vakiy"], "bands": bands})
    if {cell["code"] for cell in people} != set(municipalities):
        raise ValueError("a municipality has no postal area")
    return sorted(people, key=lambda cell: (cell["code"], cell["id"]))


def read_sites(figures, municipalities):
    spoken = {"fi": "fi", "fi-sv": "fi;sv", "sv-fi": "fi;sv", "sv": "sv"}
    swedish = {row["id"]: row["name_sv"] for row in rows_of(SWEDISH_NAMES)}
    sites = []
    for row in rows_of(figures / "providers_libraries.csv"):
        own = municipalities[row["code"]]
        helps = "1" in (row["digituki"], row["enter_ry"], row["it_guidance"])
        told = row["services_listed"] != "0"
        sites.append({
            "id": row["id"], "name_fi": row["name"], "name_sv": swedish.get(row["id"], ""),
            "provider_name": own["name_fi"], "provider_type": "library",
            "form": "near", "sub_form": "service_point",
            "municipality": row["code"], "x": round(float(row["x"])), "y": round(float(row["y"])),
            "languages": spoken[own["lang_status"]], "hours_week": row["staffed_h_week"],
            "supports": "1" if helps else "0" if told else "",
            "step_free": "1" if row["accessible"] == "1" else "",
            "source": "Kirkanta; languages assumed", "updated_on": REGISTER_DAY,
        })
    return sorted(sites, key=lambda site: site["id"])


def read(figures, scratch):
    municipalities = read_municipalities(figures, scratch)
    regions = {row["region_code"]: row
               for row in table_of(figures / "regions_2020.gpkg", "regions", scratch)}
    return {"municipalities": municipalities, "regions": dict(sorted(regions.items())),
            "people": read_people(figures, scratch, municipalities),
            "sites": read_sites(figures, municipalities)}


def write_csv(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        out.writerows(rows)


def write(facts, folder):
    plain = ["code", "name_fi", "name_sv", "name_en", "region_code", "lang_status", "urban_rural",
             "centre_x", "centre_y", "swedish_speakers", "swedish_share", "population"]
    write_csv(folder / "municipalities.csv", plain + AGE_COLUMNS,
              ([row[key] for key in plain] + row["ages"] for row in facts["municipalities"].values()))
    write_csv(folder / "people.csv", ["id", "name", "municipality", "x", "y", "total"] + AGE_COLUMNS,
              ([cell["id"], cell["name"], cell["code"], cell["x"], cell["y"], cell["total"]]
               + cell["bands"] for cell in facts["people"]))
    columns = list(facts["sites"][0])
    write_csv(folder / "sites.csv", columns, ([site[key] for key in columns] for site in facts["sites"]))
