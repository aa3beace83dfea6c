# sf + ggplot2 draw a choropleth in five classes as a PDF of A4: Rscript map.R FILE LAYER COLUMN OUT
# SPDX-License-Identifier: GPL-3.0-or-later
suppressPackageStartupMessages({library(sf); library(ggplot2)})
a <- commandArgs(TRUE)
start <- sum(proc.time()[1:2])
d <- st_read(a[1], a[2], quiet = TRUE)
d$class <- cut(d[[a[3]]], c(0, 3, 10, 30, 60, Inf), right = FALSE)
ramp <- c("#fbf0dc", "#f0c580", "#dc8d2a", "#a3571f", "#562b1a")
p <- ggplot(d) + geom_sf(aes(fill = class), colour = "white", linewidth = 0.08) +
  scale_fill_manual(values = ramp, drop = FALSE) + theme_void() + labs(title = a[3])
ggsave(a[4], p, width = 210, height = 297, units = "mm", device = cairo_pdf)
cat(sprintf("sf %s + ggplot2 %s: bare map %.2f s CPU, of which start %.2f s, %.0f kB\n", packageVersion("sf"),
            packageVersion("ggplot2"), sum(proc.time()[1:2]), start, file.size(a[4]) / 1000))
