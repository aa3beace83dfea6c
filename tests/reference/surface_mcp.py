# Costs over a raster by scikit-image (MCP_Geometric, eight directions): surface_mcp.py IN OUT. IN: nx, ny, starts (int32), then
# friction (float32, negative: barrier), then the starts; OUT: costs (float64) in cells times friction.
# SPDX-License-Identifier: GPL-3.0-or-later
import sys
import numpy
from skimage.graph import MCP_Geometric

data = open(sys.argv[1], "rb").read()
nx, ny, n = numpy.frombuffer(data, numpy.int32, 3)
friction = numpy.frombuffer(data, numpy.float32, nx * ny, 12).reshape(ny, nx).astype(float)
start = numpy.frombuffer(data, numpy.int32, n, 12 + 4 * nx * ny)
cost, _ = MCP_Geometric(friction, fully_connected=True).find_costs([(int(v // nx), int(v % nx)) for v in start])
cost.astype(numpy.float64).tofile(sys.argv[2])
