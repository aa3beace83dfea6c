# spdep on the map of a benchmark: Rscript spdep.R FILE local_moran|queen. FILE has a line `area x y value` for
# every corner. Prints CPU seconds of the call alone and the peak memory of the process.
# SPDX-License-Identifier: GPL-3.0-or-later
suppressPackageStartupMessages({library(sf); library(spdep)})
arg <- commandArgs(TRUE)
d <- as.matrix(read.table(arg[1], colClasses = "numeric"))
n <- max(d[, 1])
xyz <- split(seq_len(nrow(d)), d[, 1])
g <- st_sfc(lapply(xyz, function(r) st_polygon(list(d[c(r[-length(r)], r[1]), 2:3]))))
x <- d[match(seq_len(n), d[, 1]), 4]
peak <- function() {
  line <- grep("VmHWM", readLines("/proc/self/status"), value = TRUE)
  as.numeric(gsub("[^0-9]", "", line)) / 1024
}
cpu <- function(expr) { t <- system.time(expr); sum(t[c(1, 2, 4, 5)], na.rm = TRUE) }
t <- cpu(nb <- poly2nb(g, queen = TRUE))
if (arg[2] == "local_moran") {
  lw <- nb2listw(nb, style = "W", zero.policy = TRUE)
  set.seed(1)
  t <- cpu(localmoran_perm(x, lw, nsim = 999, zero.policy = TRUE))
}
cat(sprintf("spdep %s %s: %.2f s CPU, peak %.0f MB, %d links\n", packageVersion("spdep"), arg[2], t, peak(),
            sum(card(nb))))
