/* pbf_write: a town of streets as an OpenStreetMap extract of any size (wiki.openstreetmap.org, PBF Format): dense
 * nodes, then ways, 8,000 to a block, compressed with zlib. Written here so that the size can be chosen.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PBF_WRITE_H
#define PBF_WRITE_H

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pbf {
    uint8_t *at;
    size_t n, cap;
};

static void pbf_bytes(struct pbf *b, const void *data, size_t n)
{
    if (b->n + n > b->cap) {
        b->cap = 2 * (b->n + n);
        b->at = realloc(b->at, b->cap);
        if (!b->at) abort();
    }
    memcpy(b->at + b->n, data, n);
    b->n += n;
}

static void pbf_varint(struct pbf *b, uint64_t v)
{
    do {
        uint8_t byte = (uint8_t)((v & 127) | (v > 127 ? 128 : 0));
        pbf_bytes(b, &byte, 1);
    } while (v >>= 7);
}

static void pbf_signed(struct pbf *b, int64_t v)
{
    pbf_varint(b, (uint64_t)v << 1 ^ (uint64_t)(v >> 63));
}

static void pbf_number(struct pbf *b, uint32_t field, uint64_t v)
{
    pbf_varint(b, field << 3);
    pbf_varint(b, v);
}

static void pbf_field(struct pbf *b, uint32_t field, const void *data, size_t n)
{
    pbf_varint(b, field << 3 | 2);
    pbf_varint(b, n);
    pbf_bytes(b, data, n);
}

/* Puts `part` into `b` as a field, and empties it. */
static void pbf_put(struct pbf *b, uint32_t field, struct pbf *part)
{
    pbf_field(b, field, part->at ? (void *)part->at : (void *)"", part->n);
    part->n = 0;
}

static void pbf_blob(FILE *f, const char *type, struct pbf *raw)
{
    struct pbf blob = {0}, head = {0};
    size_t n;
    void *zip = CPLZLibDeflate(raw->at, raw->n, -1, NULL, 0, &n);
    pbf_number(&blob, 2, raw->n);
    pbf_field(&blob, 3, zip, n);
    pbf_field(&head, 1, type, strlen(type));
    pbf_number(&head, 3, blob.n);
    uint8_t size[4] = {0, 0, (uint8_t)(head.n >> 8), (uint8_t)head.n};
    if (fwrite(size, 4, 1, f) != 1 || fwrite(head.at, head.n, 1, f) != 1 ||
        fwrite(blob.at, blob.n, 1, f) != 1)
        abort();
    CPLFree(zip);
    free(blob.at);
    free(head.at);
    raw->n = 0;
}

enum { PBF_BLOCK = 8000, PBF_WAY_NODES = 10, PBF_ROW = 2222 };
static const char *const pbf_words[] = {"",     "highway", "residential", "maxspeed", "40",
                                        "name", "Kuja",    "oneway",      "no"};

static void pbf_block(FILE *f, uint32_t group_field, struct pbf *group)
{
    struct pbf words = {0}, wrapped = {0}, block = {0};
    for (size_t i = 0; i < sizeof pbf_words / sizeof *pbf_words; i++)
        pbf_field(&words, 1, pbf_words[i], strlen(pbf_words[i]));
    pbf_put(&block, 1, &words);
    if (group_field) {
        pbf_put(&wrapped, group_field, group);
        pbf_put(&block, 2, &wrapped);
    } else {
        pbf_put(&block, 2, group);
    }
    pbf_blob(f, "OSMData", &block);
    free(words.at);
    free(wrapped.at);
    free(block.at);
}

/* Where node i stands, in 1e-7 degrees: streets run eastwards, each beginning where the one before it ends, all
 * of them a little crooked. */
static uint64_t pbf_mix(uint64_t i)
{
    i = (i + 0x9e3779b97f4a7c15u) * 0xbf58476d1ce4e5b9u;
    return (i ^ i >> 29) * 0x94d049bb133111ebu >> 40;
}
static int64_t pbf_lon(uint64_t i)
{
    return 249000000 + (int64_t)(i % 20000) * 1800 + (int64_t)(pbf_mix(2 * i) % 1500);
}
static int64_t pbf_lat(uint64_t i)
{
    return 605000000 + (int64_t)(i / 20000) * 9000 + (int64_t)(pbf_mix(2 * i + 1) % 4000);
}

static void pbf_nodes(FILE *f, uint64_t from, uint64_t to)
{
    struct pbf id = {0}, lat = {0}, lon = {0}, dense = {0};
    for (uint64_t i = from; i < to; i++) {
        bool first = i == from;
        pbf_signed(&id, first ? (int64_t)i + 1 : 1);
        pbf_signed(&lat, pbf_lat(i) - (first ? 0 : pbf_lat(i - 1)));
        pbf_signed(&lon, pbf_lon(i) - (first ? 0 : pbf_lon(i - 1)));
    }
    pbf_put(&dense, 1, &id);
    pbf_put(&dense, 8, &lat);
    pbf_put(&dense, 9, &lon);
    pbf_block(f, 2, &dense);
    free(id.at);
    free(lat.at);
    free(lon.at);
    free(dense.at);
}

static void pbf_ways(FILE *f, uint64_t from, uint64_t to)
{
    struct pbf group = {0}, way = {0}, refs = {0};
    static const uint8_t keys[] = {1, 3, 5, 7}, values[] = {2, 4, 6, 8};
    for (uint64_t w = from; w < to; w++) {
        pbf_number(&way, 1, w + 1);
        pbf_field(&way, 2, keys, sizeof keys);
        pbf_field(&way, 3, values, sizeof values);
        for (uint64_t k = 0; k < PBF_WAY_NODES; k++)
            pbf_signed(&refs, k ? 1 : (int64_t)(w * (PBF_WAY_NODES - 1)) + 1);
        /* And on to the middle of a street a row south of it, where there is one. */
        if (w >= PBF_ROW) pbf_signed(&refs, -(int64_t)PBF_ROW * (PBF_WAY_NODES - 1) - 4);
        pbf_put(&way, 8, &refs);
        pbf_put(&group, 3, &way);
    }
    pbf_block(f, 0, &group);
    free(group.at);
    free(way.at);
    free(refs.at);
}

/* `nway` streets of ten nodes. */
static void pbf_write(const char *path, uint64_t nway)
{
    struct pbf head = {0};
    FILE *f = fopen(path, "wb");
    if (!f) abort();
    uint64_t nnode = nway * (PBF_WAY_NODES - 1) + 1;
    pbf_field(&head, 4, "OsmSchema-V0.6", 14);
    pbf_field(&head, 4, "DenseNodes", 10);
    pbf_blob(f, "OSMHeader", &head);
    free(head.at);
    for (uint64_t i = 0; i < nnode; i += PBF_BLOCK)
        pbf_nodes(f, i, i + PBF_BLOCK < nnode ? i + PBF_BLOCK : nnode);
    for (uint64_t w = 0; w < nway; w += PBF_BLOCK)
        pbf_ways(f, w, w + PBF_BLOCK < nway ? w + PBF_BLOCK : nway);
    fclose(f);
}

#endif
