"""Mutation testing of the rules; outside of the suite: ``make mutate``.

    python tests/mutation/rules.py FOLDER SAMPLE [MODULE ...]

Changes the rules in one small way after another and runs the tests that reach what was changed: a
change that no test notices survives, and shows what nobody tests. A module is named by its path
under ``planrules/rules`` without its ending, as ``waivers`` or ``expressions/calls``; without any
all of them are changed. SAMPLE is the most changes of one module that are tried, the same on every
run; 0 tries them all.

Prints what came of it, by module. What survived is written to FOLDER/survivors.txt, and what mutmut
said to FOLDER/mutmut.txt. Ends in 0 whatever survives: many a change alters nothing that counts.

mutmut is installed by ``make mutate`` alone.
"""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
RULES: Final = Path("src/planrules/rules")
#: What mutmut reads and copies; links, so that what it makes stays in the folder.
_LINKED: Final = ("src", "tests", "docs", "examples", "plans", "pyproject.toml", "README.md")
#: What came of a change, by the exit status of pytest that mutmut keeps.
_SURVIVED: Final = 0
_UNREACHED: Final = {5, 33}
_KILLED: Final = {1, 3}
_WORDS: Final = ("tried", "killed", "out of time", "survived", "unreached")


def all_modules() -> list[str]:
    """Return the modules of the rules, in the order of their names."""
    paths = sorted(RULES.rglob("*.py"))
    return [path.relative_to(RULES).with_suffix("").as_posix() for path in paths]


def mutants_of(module: str) -> list[str]:
    """Return the names of the changes that mutmut can make to a module."""
    from mutmut.mutation.file_mutation import mutate_file_contents  # type: ignore[import-not-found]  # see the top
    from mutmut.utils.format_utils import get_mutant_name  # type: ignore[import-not-found]  # see the top

    path = RULES / f"{module}.py"
    made = mutate_file_contents(str(path), path.read_text("utf-8"))
    return [get_mutant_name(path, name) for name in made.mutant_names]


def chosen(module: str, mutants: list[str], sample: int) -> list[str]:
    """Return the changes that are tried; which they are depends on the module alone."""
    if not 0 < sample < len(mutants):
        return mutants
    return sorted(random.Random(module).sample(mutants, sample))


def statuses(module: str) -> dict[str, int | None]:
    """Return what mutmut keeps of each change of a module."""
    text = Path("mutants", RULES, f"{module}.py.meta").read_text("utf-8")
    found: dict[str, int | None] = json.loads(text)["exit_code_by_key"]
    return found


def word_of(status: int | None) -> str:
    """Return what came of a change, in a word of the table."""
    if status in _UNREACHED:
        return "unreached"
    return "survived" if status == _SURVIVED else "killed" if status in _KILLED else "out of time"


def table(rows: Iterable[tuple[str, int, Counter[str]]]) -> Iterator[str]:
    """Yield the lines of what came of it."""
    head = "".join(f"{word:>13}" for word in ("changes", *_WORDS))
    yield f"{'module':26}{head}    share"
    for module, number, count in rows:
        figures = "".join(f"{figure:13}" for figure in (number, *(count[word] for word in _WORDS)))
        left = count["survived"] + count["unreached"]
        yield f"{module:26}{figures}{left / max(count['tried'], 1):9.0%}"


def survivors(tried: dict[str, list[str]]) -> Iterator[str]:
    """Yield each change that no test noticed, as a difference."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant  # type: ignore[import-not-found]  # see the top

    for module, names in tried.items():
        found = statuses(module)
        for name in names:
            if word_of(found[name]) in {"survived", "unreached"}:
                difference = get_diff_for_mutant(name, path=RULES / f"{module}.py")
                yield f"# {name}\n{difference}\n"


def main(folder: Path, sample: int, modules: list[str]) -> None:
    """Try the changes and say what came of them."""
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(folder)
    for name in _LINKED:
        Path(name).unlink(missing_ok=True)
        Path(name).symlink_to(ROOT / name)
    made = {module: mutants_of(module) for module in modules or all_modules()}
    tried = {module: chosen(module, names, sample) for module, names in made.items()}
    with Path("mutmut.txt").open("w", encoding="utf-8") as log:
        names = [name for some in tried.values() for name in some]
        command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *names]
        ended = subprocess.run(command, stdout=log, stderr=log, check=False)
    if ended.returncode:
        sys.exit(f"mutate: mutmut ended in {ended.returncode}: see {folder / 'mutmut.txt'}")
    rows = []
    for module, names in tried.items():
        found = statuses(module)
        count = Counter(word_of(found[name]) for name in names)
        count["tried"] = len(names)
        rows.append((module, len(made[module]), count))
    everything = sum((count for *_, count in rows), Counter[str]())
    rows.append(("in all", sum(number for _, number, _ in rows), everything))
    Path("survivors.txt").write_text("\n".join(survivors(tried)), "utf-8")
    print("\n".join(table(row for row in rows if row[1])))  # noqa: T201 - a script
    print(f"what survived: {folder / 'survivors.txt'}")  # noqa: T201 - a script


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), int(sys.argv[2]), sys.argv[3:])
