"""The sample practice's colours and its sign, a ring with a gap: the cycle, broken."""

from typing import NamedTuple


class Colour(NamedTuple):
    """Red, green and blue, 0 to 255 each."""

    red: int
    green: int
    blue: int

    @property
    def unit(self) -> tuple[float, float, float]:
        """The same as three numbers from 0 to 1, as PDF wants them."""
        return self.red / 255, self.green / 255, self.blue / 255

    @property
    def hex(self) -> str:
        return f"#{self.red:02X}{self.green:02X}{self.blue:02X}"

    def towards(self, other: "Colour", share: float) -> "Colour":
        """This colour mixed with ``share`` (0 to 1) of another."""
        return Colour(*(round(a + (b - a) * share) for a, b in zip(self, other, strict=True)))


WHITE = Colour(255, 255, 255)
PAPER = Colour(250, 246, 238)
SAND = Colour(239, 230, 214)
INK = Colour(33, 40, 48)
GREY = Colour(98, 107, 115)
TEAL = Colour(15, 76, 92)
PLUM = Colour(95, 15, 64)
CORAL = Colour(214, 84, 32)
GOLD = Colour(236, 164, 0)
MOSS = Colour(64, 120, 88)
PINE = Colour(28, 70, 56)

RING_GAP_START = -75.0  # degrees, clockwise from three o'clock
RING_GAP_END = -20.0

FOOTER = "Rompe el ciclo · Documento de muestra"
