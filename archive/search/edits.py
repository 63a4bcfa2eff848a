"""How many edits lie between two words: insert, drop, change a letter, or swap two neighbours."""


def within(first: str, second: str, limit: int) -> bool:
    """Whether at most ``limit`` edits (optimal string alignment) turn one word into the other."""
    if abs(len(first) - len(second)) > limit:
        return False
    if first == second:
        return True
    before: list[int] = []
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first, 1):
        earlier, before, row = before, row, [place]
        for other, compared in enumerate(second, 1):
            cost = min(before[other] + 1, row[-1] + 1, before[other - 1] + (letter != compared))
            if place > 1 and other > 1 and letter == second[other - 2] and first[place - 2] == compared:
                cost = min(cost, earlier[other - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return False
    return row[-1] <= limit
