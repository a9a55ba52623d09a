"""What was measured, as one table, and which goals hold of it. It decides nothing."""

from statistics import mean

GROUPS = ("std", "crates", "explored")
METHOD, NUMBER = 58, 9


def group(exercise):
    return "explored" if exercise.explored else "crates" if exercise.crates else "std"


class Table:
    """Rows of CPU ms per submission and exercise: by group of exercises, or one number for all of them where all that a student
    handed in is one piece of work."""

    def __init__(self, asked):
        self.sizes = {name: sum(group(exercise) == name for exercise in asked) for name in GROUPS}
        self.rows = {}

    def add(self, name, method, costs):
        self.rows[name] = (method, costs)

    def ratio(self, name, other, weights=None):
        """Of two rows, over all exercises that the second knows, each with the weight of its group; `None` where there is none."""
        if name not in self.rows or other not in self.rows:
            return None
        cost, than = self.rows[name][1], self.rows[other][1]
        groups = than if isinstance(cost, float) else [group for group in cost if group in than]
        return self._over(cost, groups) / self._over(than, groups, weights) if groups else None

    def text(self):
        head = "".join(f"{name:>{NUMBER}}" for name in ("all", *GROUPS, "x (c)"))
        lines = [f"{'CPU ms for each submission x exercise':{METHOD}}{head}"]
        for name, (method, costs) in self.rows.items():
            is_one = isinstance(costs, float)
            whole = is_one or all(group in costs for group in GROUPS if self.sizes[group])
            of_groups = [None if is_one else costs.get(group) for group in GROUPS]
            numbers = [self._over(costs, [name for name in GROUPS if self.sizes[name]]) if whole else None, *of_groups]
            cells = "".join(f"{'-' if number is None else f'{number:.0f}':>{NUMBER}}" for number in numbers)
            lines.append(f"{method:{METHOD}}{cells}{self.ratio(name, 'floor'):>{NUMBER}.2f}")
        return "\n".join(lines)

    def _over(self, costs, groups, weights=None):
        """The mean over all exercises of these groups."""
        if isinstance(costs, float):
            return costs
        of = lambda group: costs[group] * self.sizes[group] * (weights[group] if weights else 1)
        return sum(map(of, groups)) / sum(self.sizes[group] for group in groups)


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
