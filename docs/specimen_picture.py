"""Draws the picture of the invented case, of nobody: `python docs/specimen_picture.py`."""

import random
from pathlib import Path

from PIL import Image, ImageDraw

TARGET = Path(__file__).parent.parent / "cases" / "specimen.png"
SIZE = (480, 600)
FINE = 4  # Drawn so many times larger, for smooth edges.
WALL, WOOD, SKIN, HAIR, DRESS, PAGE = "#e9e1d3", "#7a5a3c", "#d9b08c", "#3b2a22", "#a3320b", "#fbf8f1"
SPINES = ("#2f4858", "#33658a", "#86a873", "#bb9f06", "#8c4f2b", "#5b3758", "#c8b6a6")


def main() -> None:
    image = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), WALL)
    pen = ImageDraw.Draw(image)

    def box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return left * FINE, top * FINE, right * FINE, bottom * FINE

    chance = random.Random(7)  # The same books each time.
    for shelf in (120, 250, 380):
        left = 0.0
        while left < SIZE[0]:
            width, height = chance.randint(14, 30), chance.randint(70, 105)
            pen.rectangle(box(left, shelf - height, left + width, shelf), fill=chance.choice(SPINES))
            pen.line(box(left, shelf - height + 14, left + width, shelf - height + 14), fill=PAGE, width=FINE * 2)
            left += width + chance.choice((1, 1, 2, 12))
        pen.rectangle(box(0, shelf, SIZE[0], shelf + 12), fill=WOOD)
    pen.ellipse(box(158, 150, 322, 350), fill=HAIR)
    pen.rectangle(box(222, 300, 258, 370), fill=SKIN)
    pen.ellipse(box(184, 190, 296, 326), fill=SKIN)
    pen.pieslice(box(180, 176, 300, 296), 180, 360, fill=HAIR)
    pen.rounded_rectangle(box(110, 350, 370, 700), 70 * FINE, fill=DRESS)
    for left, right, far in ((120, 238, 112), (242, 360, 368)):
        corners = ((240, 452), (240, 570), (far, 552), (far, 434))
        pen.polygon([(x * FINE, y * FINE) for x, y in corners], fill=PAGE)
        for line in range(5):
            y = 466 + 18 * line
            inner = 228 if left < 200 else 252
            outer = left + 14 if left < 200 else right - 14
            pen.line((inner * FINE, y * FINE, outer * FINE, (y - 14) * FINE), fill="#c9c0b2", width=FINE * 2)
    pen.line((240 * FINE, 452 * FINE, 240 * FINE, 570 * FINE), fill=WOOD, width=FINE * 2)
    for left in (92, 344):
        pen.ellipse(box(left, 490, left + 44, 532), fill=SKIN)
    small = image.resize(SIZE, Image.Resampling.LANCZOS).quantize(64)
    small.save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
