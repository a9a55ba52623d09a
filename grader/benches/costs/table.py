"""What was measured, as one table, and which goals hold of it. It decides nothing."""

from statistics import mean

GROUPS = ("std", "crates", "explored")
METHOD, NUMBER = 58, 9


def group(exercise):
    return "explored" if exercise.explored else "crates" if exercise.crates else "std"


class Table:
    """Rows of CPU ms per submission and exercise, by group of exercises."""

    def __init__(self, asked):
        self.sizes = {name: sum(group(exercise) == name for exercise in asked) for name in GROUPS}
        self.rows = {}

    def add(self, name, method, by_group):
        self.rows[name] = (method, by_group)

    def ratio(self, name, other, groups):
        """Of two rows, over all exercises of these groups that both know; `None` where there are none."""
        if name not in self.rows or other not in self.rows:
            return None
        cost, than = self.rows[name][1], self.rows[other][1]
        groups = [group for group in groups if group in cost and group in than]
        return self._over(cost, groups) / self._over(than, groups) if groups else None

    def text(self):
        head = "".join(f"{name:>{NUMBER}}" for name in ("all", *GROUPS, "x (c)"))
        lines = [f"{'CPU ms for each submission x exercise':{METHOD}}{head}"]
        for name, (method, by_group) in self.rows.items():
            whole = all(group in by_group for group in GROUPS if self.sizes[group])
            numbers = [self._over(by_group, by_group) if whole else None, *(by_group.get(group) for group in GROUPS)]
            cells = "".join(f"{'-' if number is None else f'{number:.0f}':>{NUMBER}}" for number in numbers)
            lines.append(f"{method:{METHOD}}{cells}{self.ratio(name, 'floor', GROUPS):>{NUMBER}.2f}")
        return "\n".join(lines)

    def _over(self, by_group, groups):
        """The mean over all exercises of these groups."""
        return sum(by_group[group] * self.sizes[group] for group in groups) / sum(self.sizes[group] for group in groups)


def by_group(costs):
    """The mean over the exercises of each group, from (exercise, ms) pairs."""
    groups = {}
    for exercise, cost in costs:
        groups.setdefault(group(exercise), []).append(cost)
    return {name: mean(of_group) for name, of_group in groups.items()}


def goal(name, value, bound, at_least=False):
    if value is None:
        return f"  not measured   {name}"
    holds = value >= bound if at_least else value <= bound
    return f"  {'holds' if holds else 'does not hold':14} {name}: {value:.3g}"
