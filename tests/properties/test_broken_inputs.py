"""Broken files give located faults or a plan, nothing else, and nothing from outside."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from planrules import Plan, PlanFileError, assess, load
from planrules.reports.text import check_lines

PLANS = Path(__file__).resolve().parents[2] / "plans"
OUTSIDE = "noi-dung-khong-duoc-lo"
ROUNDS = 1_000

Mutation = Callable[[Random, bytes], bytes]

#: Pieces of TOML that fit somewhere, and break most places.
ODD_TOKENS: tuple[str, ...] = (
    "",
    "=",
    ".",
    ",",
    '"',
    '"""',
    "'''",
    "\\",
    "[",
    "]",
    "[[",
    "{",
    "}",
    "#",
    "\n",
    "\r\n",
    "\x00",
    "\u202e",
    "\ufeff",
    "e\u0301",
    "0",
    "-1",
    "2.5",
    "1_000",
    "inf",
    "nan",
    "1e999",
    "1e99999999999999999999",
    "0xffffffffffffffffffff",
    "true",
    '"unknown"',
    '"unstated"',
    '""',
    '"pvhtt"',
    '"communes"',
    '["pvhtt", "communes"]',
    '{ each = "communes" }',
    '{ each = "pvhtt" }',
    '{ unit = "pvhtt", whom = "x" }',
    "{ }",
    "[ ]",
    "[[ ]]",
    '["month", "quarter"]',
    '"FREQ=DAILY;COUNT=999999999"',
    '"20wd"',
    '"-5d"',
    '"kiem-tra +5wd"',
    '"2024-13"',
    "2024-02-30",
    "2024-02-29",
    "2024-01-01T00:00:00Z",
    "07:32:00",
    '"../../outside.txt"',
    '"IV.1.2"',
    '"Không phải mã"',
    "[plan]",
    "[[task]]",
    "[task]",
    "[[group]]",
    "[a.b.c]",
    "format = 2",
    "assumed.due = 1",
    "stated.due = 1",
)


def noise(random: Random, data: bytes) -> bytes:
    """Replace a few bytes by any others."""
    changed = bytearray(data)
    for _ in range(random.randint(1, 8)):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def cut_out(random: Random, data: bytes) -> bytes:
    """Leave out a piece."""
    start = random.randrange(len(data))
    return data[:start] + data[start + random.randint(1, 200) :]


def truncate(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data))]


def insert(random: Random, data: bytes) -> bytes:
    """Insert a token somewhere."""
    start = random.randrange(len(data))
    return data[:start] + random.choice(ODD_TOKENS).encode() + data[start:]


def exchange(random: Random, data: bytes) -> bytes:
    """Put a token in place of the value of a line."""
    lines = data.split(b"\n")
    with_value = [index for index, line in enumerate(lines) if b" = " in line]
    for index in random.sample(with_value, min(len(with_value), random.randint(1, 4))):
        key = lines[index].partition(b" = ")[0]
        lines[index] = key + b" = " + random.choice(ODD_TOKENS).encode()
    return b"\n".join(lines)


def repeat(random: Random, data: bytes) -> bytes:
    """Write some lines twice."""
    lines = data.split(b"\n")
    start = random.randrange(len(lines))
    piece = lines[start : start + random.randint(1, 12)]
    where = random.randrange(len(lines))
    return b"\n".join([*lines[:where], *piece, *lines[where:]])


def drop_lines(random: Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    for _ in range(random.randint(1, 5)):
        if lines:
            del lines[random.randrange(len(lines))]
    return b"\n".join(lines)


def swap_words(random: Random, data: bytes) -> bytes:
    """Exchange two words, ids and keys among them."""
    words = data.split(b" ")
    for _ in range(random.randint(1, 4)):
        first, second = random.randrange(len(words)), random.randrange(len(words))
        words[first], words[second] = words[second], words[first]
    return b" ".join(words)


def nest(random: Random, data: bytes) -> bytes:
    """Nest deeper than anybody reads."""
    depth = random.choice([50, 500, 5_000])
    opening, closing = random.choice([(b"[", b"]"), (b"{a=", b"}"), (b"a.", b"a = 1")])
    line = opening * depth + closing * (1 if opening == b"a." else depth)
    return insert_line(random, data, line if opening == b"a." else b"x = " + line)


def grow(random: Random, data: bytes) -> bytes:
    """Write an endless number, name or text."""
    size = random.choice([100, 5_000, 100_000])
    number = random.choice([b"9", b"0x" + b"f", b"1e", b"0."]) + b"9" * size
    return insert_line(
        random,
        data,
        random.choice(
            [b"number = " + number, b"k" * size + b" = 1", b'note = "' + b"x" * size + b'"']
        ),
    )


def foreign_path(random: Random, data: bytes) -> bytes:
    """Name a file outside the workspace."""
    path = random.choice(
        [
            "../../outside.txt",
            "../../outside.toml",
            "../link.txt",
            "/etc/passwd",
            "~/outside.txt",
            "../../../../../../../etc/hostname",
            "..",
            "/",
        ]
    ).encode()
    if random.random() < 0.5:
        return data.replace(b'"document.txt"', b'"' + path + b'"')
    return data.replace(
        b'["van-quan"]', random.choice([b'["van-quan", "' + path + b'"]', b'["link"]'])
    )


def insert_line(random: Random, data: bytes, line: bytes) -> bytes:
    lines = data.split(b"\n")
    where = random.randrange(len(lines))
    return b"\n".join([*lines[:where], line, *lines[where:]])


MUTATIONS: tuple[Mutation, ...] = (
    noise,
    cut_out,
    truncate,
    insert,
    exchange,
    repeat,
    drop_lines,
    swap_words,
    nest,
    grow,
    foreign_path,
)

#: What is broken, and how often: the plan's own file most of all.
FILES = (
    "van-quan-27ct/plan.toml",
    "van-quan-27ct/plan.toml",
    "van-quan-27ct/plan.toml",
    "units/van-quan.toml",
    "planrules.toml",
    "van-quan-27ct/document.txt",
)


@pytest.fixture(name="workspace")
def fixture_workspace(tmp_path: Path) -> Path:
    """Return a copy of the real workspace, with files beside it that nobody may read."""
    (tmp_path / "outside.txt").write_text(OUTSIDE, encoding="utf-8")
    (tmp_path / "outside.toml").write_text(f'format = 1\n{OUTSIDE} = "{OUTSIDE}"', encoding="utf-8")
    root = tmp_path / "plans"
    shutil.copytree(PLANS, root)
    (root / "link.txt").symlink_to("../outside.txt")
    (root / "units" / "link.toml").symlink_to("../../outside.toml")
    return root


@pytest.mark.parametrize("seed", range(10))
def test_broken_files_give_located_faults_or_a_plan(seed: int, workspace: Path) -> None:
    random = Random(seed)
    folder = workspace / "van-quan-27ct"
    plans = 0
    for _ in range(ROUNDS // 10):
        broken = workspace / random.choice(FILES)
        original = broken.read_bytes()
        data = original
        for _ in range(random.choice([1, 1, 2])):
            data = random.choice(MUTATIONS)(random, data or b"\n")
        broken.write_bytes(data)
        try:
            plan = load(folder)
        except PlanFileError as error:
            check(error, workspace)
        else:
            assert isinstance(plan, Plan)
            assert OUTSIDE not in repr(plan)
            assert plan.text is None or OUTSIDE not in repr(plan.text)
            report(plan)
            plans += 1
        broken.write_bytes(original)

    assert 0 < plans < ROUNDS // 10 / 2


def report(plan: Plan) -> None:
    """Assert that the whole report on a plan can be made, without a rule breaking down."""
    assessment = assess(plan, as_of=date(2025, 7, 1))
    assert not any(count.errored for count in assessment.counts)
    text = "\n".join(check_lines(assessment, language="vi", table=True))
    assert OUTSIDE not in text


def check(error: PlanFileError, workspace: Path) -> None:
    """Assert that faults lie in files of the workspace and give nothing else away."""
    assert error.faults
    for fault in error.faults:
        lines = Path(fault.file).read_bytes().decode(errors="replace").split("\n")

        assert Path(fault.file).is_relative_to(workspace)
        assert 1 <= fault.line <= len(lines)
        assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1
        for language in ("vi", "en"):
            assert OUTSIDE not in fault.text(language)
            assert "root:" not in fault.text(language)
            assert len(fault.text(language)) < 1_000
            assert fault.text(language).isprintable()
