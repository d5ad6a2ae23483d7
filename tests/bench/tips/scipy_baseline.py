"""The plain baseline of baseline.ts with numpy and scipy: one case a line of JSON on stdin, followed by its voxels (int16); one line of JSON back."""

import json
import sys
import time

import numpy as np
from scipy import ndimage

RADIUS_MM = 8
STRUCTURE = np.ones((3, 3, 3), int)


def plain_end(values, steps, origin, seed):
    # Of a box round the place the voxels in the ball.
    inverse = np.linalg.inv(steps.T)
    middle = inverse @ (seed - origin)
    spacing = np.abs(1 / np.linalg.norm(inverse, axis=1))
    reach = 1.5 * RADIUS_MM / spacing
    size = np.array(values.shape[::-1])
    low = np.maximum(0, np.ceil(middle - reach)).astype(int)
    high = np.minimum(size - 1, np.floor(middle + reach)).astype(int)
    if np.any(high < low):
        return None
    k, r, c = np.mgrid[low[2] : high[2] + 1, low[1] : high[1] + 1, low[0] : high[0] + 1]
    index = np.stack([c.ravel(), r.ravel(), k.ravel()], 1)
    off = np.linalg.norm(index @ steps + origin - seed, axis=1)
    index, off = index[off <= RADIUS_MM], off[off <= RADIUS_MM]
    if len(index) == 0:
        return None
    near = values[index[:, 2], index[:, 1], index[:, 0]].astype(float)
    threshold = (np.sort(near)[len(near) // 2] + near.max()) / 2
    above = near > threshold
    if not above.any():
        return None
    start = index[above][np.argmin(off[above])]
    labels, _ = ndimage.label(values > threshold, STRUCTURE)
    label = labels[start[2], start[1], start[0]]
    voxels = np.argwhere(labels == label)
    if len(voxels) < 2:
        return None
    voxels = voxels[:, ::-1]
    places = voxels @ steps + origin
    _, vectors = np.linalg.eigh(np.cov((places - places.mean(0)).T))
    axis = vectors[:, -1]
    along = places @ axis
    ends = [(np.argmax(along), axis), (np.argmin(along), -axis)]
    depth = [np.min(np.minimum(voxels[n], size - 1 - voxels[n]) * np.linalg.norm(steps, axis=1)) for n, _ in ends]
    n, way = ends[int(np.argmax(depth))]
    return places[n].tolist(), way.tolist()


for line in sys.stdin.buffer:
    case = json.loads(line)
    columns, rows, slices = case["size"]
    raw = sys.stdin.buffer.read(2 * columns * rows * slices)
    values = np.frombuffer(raw, "<i2").reshape(slices, rows, columns)
    steps = np.array(case["steps"], float)
    start = time.process_time()
    end = plain_end(values, steps, np.array(case["origin"], float), np.array(case["seed"], float))
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "tip": end and end[0], "axis": end and end[1]}), flush=True)
