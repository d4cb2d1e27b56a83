"""The shipped Văn Quan plan and register, checked against the official text with tomllib alone."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

Row = dict[str, Any]

PLANS = Path(__file__).resolve().parents[2] / "plans"
FOLDER = PLANS / "van-quan-27ct"
DOCUMENT_DIGEST = "f47b955a12bc145884bef5db4acb91fc4b4702d273a5a647a47ed43a1c5bf47b"

KINDS = ("goal", "indicator", "measure", "task")
ROLES = (
    "lead",
    "coordinate",
    "advise",
    "carry_out",
    "guide",
    "inspect",
    "supervise",
    "urge",
    "follow",
    "consolidate",
    "report",
    "appraise",
    "submit",
    "approve",
    "receive",
)
#: Which kinds of rows each relation of a task or measure may name.
RELATIONS = {
    "serves": ("goal", "indicator", "measure"),
    "part_of": ("task", "measure"),
    "fed_by": ("task",),
    "oversees": ("task", "measure"),
    "after": ("task",),
}

#: The 21 bullets by address, with the words they begin with.
BULLETS = {
    "I.1.1": "Triển khai đồng bộ, kịp thời",
    "I.1.2": "Tạo sự đồng thuận",
    "I.2.1": "Xác định cụ thể trách nhiệm",
    "I.2.2": "Đảm bảo sự phối hợp thường xuyên",
    "II.1.1": "Huy động sự tham gia của toàn xã hội",
    "II.1.2": "Nâng cao nhận thức của các cấp",
    "II.2.1": "Tỷ lệ xã, thị trấn có nhà văn hóa",
    "II.2.2": "Tỷ lệ thôn, phố có nhà văn hóa",
    "II.2.3": "Tỷ lệ xã, thị trấn có sân thể thao xã",
    "II.2.4": "Tiếp tục huy động tổ chức, cá nhân",
    "III.1": "Tăng cường sự lãnh đạo, chỉ đạo",
    "III.2": "Tiếp tục tuyên truyền, vận động",
    "III.3": "Đẩy mạnh triển khai thực hiện",
    "III.4": "Tăng cường công tác quản lý nhà nước",
    "IV.1.1": "Hướng dẫn UBND các xã, thị trấn",
    "IV.1.2": "Thường xuyên kiểm tra, giám sát, đôn đốc",
    "IV.2.1": "Phối hợp với Phòng Văn hóa và Thông tin",
    "IV.2.2": "Tổ chức triển khai xã hội hoá",
    "IV.2.3": "Thường xuyên thông tin, tuyên truyền",
    "IV.3.1": "Tăng cường công tác tuyên truyền, vận động",
    "IV.3.2": "Chủ động cân đối thêm nguồn kinh phí",
}

#: Communes of the former district by era: official code and name, in the order of the codes.
ERAS = {
    date(2024, 5, 1): (
        ("06253", "Thị trấn Văn Quan"),
        ("06256", "Xã Trấn Ninh"),
        ("06268", "Xã Liên Hội"),
        ("06274", "Xã Hòa Bình"),
        ("06277", "Xã Tú Xuyên"),
        ("06280", "Xã Điềm He"),
        ("06283", "Xã An Sơn"),
        ("06286", "Xã Khánh Khê"),
        ("06292", "Xã Lương Năng"),
        ("06295", "Xã Đồng Giáp"),
        ("06298", "Xã Bình Phúc"),
        ("06301", "Xã Tràng Các"),
        ("06307", "Xã Tân Đoàn"),
        ("06313", "Xã Tri Lễ"),
        ("06316", "Xã Tràng Phái"),
        ("06319", "Xã Yên Phúc"),
        ("06322", "Xã Hữu Lễ"),
    ),
    date(2024, 12, 1): (
        ("06253", "Thị trấn Văn Quan"),
        ("06256", "Xã Trấn Ninh"),
        ("06268", "Xã Liên Hội"),
        ("06274", "Xã Hòa Bình"),
        ("06277", "Xã Tú Xuyên"),
        ("06280", "Xã Điềm He"),
        ("06283", "Xã An Sơn"),
        ("06286", "Xã Khánh Khê"),
        ("06292", "Xã Lương Năng"),
        ("06298", "Xã Bình Phúc"),
        ("06307", "Xã Tân Đoàn"),
        ("06313", "Xã Tri Lễ"),
        ("06316", "Xã Tràng Phái"),
        ("06319", "Xã Yên Phúc"),
        ("06322", "Xã Hữu Lễ"),
    ),
    date(2025, 7, 1): (
        ("06253", "Xã Văn Quan"),
        ("06280", "Xã Điềm He"),
        ("06286", "Xã Khánh Khê"),
        ("06298", "Xã Yên Phúc"),
        ("06313", "Xã Tri Lễ"),
        ("06316", "Xã Tân Đoàn"),
    ),
}
#: Into which commune of 1 July 2025 each commune of the spring of 2024 goes, by code.
MERGED_INTO = {
    "06253": "06253",
    "06256": "06280",
    "06268": "06280",
    "06274": "06253",
    "06277": "06253",
    "06280": "06280",
    "06283": "06298",
    "06286": "06286",
    "06292": "06313",
    "06295": "06286",
    "06298": "06298",
    "06301": "06286",
    "06307": "06316",
    "06313": "06313",
    "06316": "06316",
    "06319": "06298",
    "06322": "06313",
}
DISTRICT_BODIES = ("ubnd-huyen", "pvhtt", "ttvh", "tckh")


def words(text: str) -> list[str]:
    """Return the words of ``text`` without punctuation, spaces and case."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())


def clauses_of(text: str) -> dict[str, str]:
    """Return the bullets of sections I to IV by address, page breaks mended."""
    found: dict[str, str] = {}
    section = item = last = ""
    count = 0
    for paragraph in re.split(r"\n\s*\n", text):
        line = " ".join(paragraph.split())
        if line.startswith("Trên đây là"):
            break
        if heading := re.match(r"([IVX]+)\. ", line):
            section, item, count, last = heading[1], "", 0, ""
        elif section and (heading := re.match(r"(\d+)\. ", line)):
            item, count, last = heading[1], 0, ""
        elif section and line.startswith("- "):
            count += 1
            last = ".".join(part for part in (section, item, str(count)) if part)
            found[last] = line.removeprefix("- ")
        elif last and line[:1].islower():
            found[last] += f" {line}"
    return found


def as_list(value: Any) -> list[Any]:  # noqa: ANN401 - any value of a TOML file
    """Return a value that may be single or a list as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def uncovered(clause: str, text: str, rows: list[Row]) -> list[str]:
    """Return the words of a clause from the first that its rows do not quote in order."""
    if len(rows) == 1 and "quote" not in rows[0]:
        return []
    quoted = [word for row in rows for word in words(row.get("quote", ""))]
    wanted = words(text)
    for place, word in enumerate(wanted):
        if place >= len(quoted) or quoted[place] != word:
            return wanted[place:]
    return [f"{clause} is quoted twice: {word}" for word in quoted[len(wanted) :]]


def holders(row: Row) -> Iterator[str]:
    """Yield the ids that the roles of a row name."""
    for role in ROLES:
        for holder in as_list(row.get(role)):
            if isinstance(holder, str):
                yield holder
            else:
                yield from (holder[key] for key in ("each", "unit", "who") if key in holder)
                yield from as_list(holder.get("whom"))


def stand_ins(bodies: dict[str, Row], id: str, day: date) -> set[str]:
    """Return who stands for a body or area on a day, through all who came after it."""
    row = bodies[id]
    if "until" not in row or day <= row["until"]:
        return {id}
    assert row["successors"] != "unknown"
    return {found for next_id in row["successors"] for found in stand_ins(bodies, next_id, day)}


@pytest.fixture(scope="module")
def text() -> str:
    """Return the official text."""
    return (FOLDER / "document.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def clauses(text: str) -> dict[str, str]:
    """Return the bullets of the official text by address."""
    return clauses_of(text)


@pytest.fixture(scope="module")
def plan() -> Row:
    """Return the plan's file as plain values."""
    return tomllib.loads((FOLDER / "plan.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def register() -> Row:
    """Return the register's file as plain values."""
    return tomllib.loads((PLANS / "units" / "van-quan.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def territories(register: Row) -> dict[str, Row]:
    """Return the areas by id."""
    return {row["id"]: row for row in register["territory"]}


@pytest.fixture(scope="module")
def units(register: Row) -> dict[str, Row]:
    """Return the bodies by id."""
    return {row["id"]: row for row in register["unit"]}


@pytest.fixture(scope="module")
def rows(plan: Row) -> dict[str, Row]:
    """Return goals, indicators, measures and tasks by id."""
    return {row["id"]: row for kind in KINDS for row in plan[kind]}


def at(plan: Row, clause: str) -> list[Row]:
    """Return the rows that cite a clause, in the order of the file."""
    return [row for kind in KINDS for row in plan[kind] if row["clause"] == clause]


def task(plan: Row, name: str) -> Row:
    """Return the task with the id ``name``."""
    (found,) = (row for row in plan["task"] if row["id"] == name)
    return dict(found)


class TestDocument:
    """The official text is verbatim and holds the 21 bullets."""

    def test_is_verbatim(self) -> None:
        """Not a byte of the official text was changed."""
        assert sha256((FOLDER / "document.txt").read_bytes()).hexdigest() == DOCUMENT_DIGEST

    def test_has_the_21_bullets(self, clauses: dict[str, str]) -> None:
        """Sections I to IV hold 21 bullets, at these addresses, beginning with these words."""
        assert len(BULLETS) == 21
        assert list(clauses) == list(BULLETS)
        for address, beginning in BULLETS.items():
            assert clauses[address].startswith(beginning)

    @pytest.mark.parametrize(
        ("address", "end"),
        [
            ("II.1.1", "phát triển kinh tế, xã hội trên địa bàn huyện."),
            ("III.4", "lĩnh vực văn hoá, thể thao trên địa bàn huyện."),
        ],
    )
    def test_page_breaks_are_mended(self, clauses: dict[str, str], address: str, end: str) -> None:
        """Two bullets that a page break cuts are read to their end."""
        assert clauses[address].endswith(end)


class TestCoverage:
    """Every word of the bullets is modelled, once, by the rows that cite them."""

    @pytest.mark.parametrize("address", BULLETS)
    def test_every_word_is_quoted(self, plan: Row, clauses: dict[str, str], address: str) -> None:
        """The quotes of a clause's rows, one after the other, are the words of the clause."""
        found = at(plan, address)

        assert found
        assert uncovered(address, clauses[address], found) == []

    @pytest.mark.parametrize("address", BULLETS)
    def test_quotes_are_verbatim(self, plan: Row, clauses: dict[str, str], address: str) -> None:
        """A quote is a contiguous piece of its clause, character for character."""
        for row in at(plan, address):
            assert row.get("quote", "") in clauses[address]

    def test_a_missing_task_shows(self, plan: Row, clauses: dict[str, str]) -> None:
        """Without the task of a clause's last words those words are uncovered."""
        without = [row for row in at(plan, "IV.1.2") if row["id"] != "bao-cao"]

        missing = uncovered("IV.1.2", clauses["IV.1.2"], without)

        assert missing == words("tổng hợp báo cáo kết quả gửi UBND huyện theo định kỳ")

    def test_rows_stand_where_they_belong(self, plan: Row) -> None:
        """Section I and II.1 hold goals, II.2 indicators, III measures, IV tasks."""
        kinds = {"goal": ("I.", "II.1."), "indicator": ("II.2.",), "measure": ("III.",)}
        for kind, beginnings in (*kinds.items(), ("task", ("IV.",))):
            for row in plan[kind]:
                assert row["clause"].startswith(beginnings)

    def test_what_is_not_modelled(self, plan: Row) -> None:
        """Only the lead-in and the closing are set aside, each with a reason."""
        assert [row["clause"] for row in plan["not_modelled"]] == ["0.2", "KET.1"]
        assert all(row["reason"] for row in plan["not_modelled"])


class TestHeader:
    """The plan's header says what the document says."""

    def test_facts(self, plan: Row, text: str) -> None:
        """Number, date, place, issuer, period and signer are those of the document."""
        header = plan["plan"]

        assert plan["format"] == 1
        assert plan["registers"] == ["van-quan"]
        assert header["id"] == "vq-27cttu-2024"
        assert header["number"] == "/KH-PVHTT"
        assert header["blank"] == ["number", "day"]
        assert header["issuer"] == "pvhtt"
        assert header["place"] == "Văn Quan"
        assert header["issued_on"] == "2024-04"
        assert header["ends_on"] == "2030"
        assert header["document"] == "document.txt"
        assert words(header["title"]) == words(
            "KẾ HOẠCH Thực hiện Chỉ thị số 27-CT/TU đối với lĩnh vực văn hoá, thể thao "
            "trên địa bàn huyện Văn Quan giai đoạn 2024 - 2030"
        )
        assert header["signed_by"]["name"] in text
        assert words(header["signed_by"]["capacity"]) == words("KT. TRƯỞNG PHÒNG PHÓ TRƯỞNG PHÒNG")

    def test_recipients(self, plan: Row) -> None:
        """The five lines of *Nơi nhận*, in order."""
        expected = [
            {"unit": "ubnd-huyen", "purpose": "b/c"},
            {"unit": "tckh"},
            {"unit": "ttvh"},
            {"unit": "communes"},
            {"text": "Lưu: VT"},
        ]

        assert plan["plan"]["recipients"] == expected

    def test_basis_chain(self, plan: Row) -> None:
        """The province's plan implements the Party's directive."""
        chain = [
            (row["id"], row["issued_on"], row["issuer"], row.get("implements"))
            for row in plan["basis"]
        ]

        assert chain == [
            ("89/KH-UBND", date(2024, 4, 12), "ubnd-tinh", "27-CT/TU"),
            ("27-CT/TU", date(2024, 3, 11), "btv-tinh-uy", None),
        ]

    def test_only_the_start_is_assumed(self, plan: Row) -> None:
        """One assumption in the whole plan, with its reason."""
        assumed = plan["plan"]["assumed"]

        assert list(assumed) == ["starts_on"]
        assert assumed["starts_on"]["value"] == date(2024, 4, 1)
        assert assumed["starts_on"]["reason"]
        assert not any("assumed" in row for kind in KINDS for row in plan[kind])


class TestContent:
    """Goals, indicators and tasks say no more than the document."""

    def test_goals(self, plan: Row) -> None:
        """Two purposes, two requirements, two general goals to 2030."""
        kinds = [(row["kind"], row.get("by")) for row in plan["goal"]]

        assert kinds == [
            ("purpose", None),
            ("purpose", None),
            ("requirement", None),
            ("requirement", None),
            ("general", "2030"),
            ("general", "2030"),
        ]

    def test_quantified_indicators(self, plan: Row, clauses: dict[str, str]) -> None:
        """Three targets of 100 % against the province's 85, 100 and 100 %, none with a baseline."""
        quantified = [row for row in plan["indicator"] if "target" in row]

        assert [(row["clause"], row["target"]) for row in quantified] == [
            ("II.2.1", 100),
            ("II.2.2", 100),
            ("II.2.3", 100),
        ]
        assert [row["parent_target"]["value"] for row in quantified] == [85, 100, 100]
        for row in quantified:
            assert row["parent_target"]["basis"] == "89/KH-UBND"
            assert row["unit_of_measure"] == "%"
            assert row["by"] == "2030"
            assert row["scope"] == "communes"
            assert "baseline" not in row
            assert row["title"] in clauses[row["clause"]]
            assert clauses[row["clause"]].endswith(f"; {row['condition']}.")
            assert all(counted in row["title"] for counted in row["counts"])

    def test_qualitative_indicators(self, plan: Row) -> None:
        """II.2.4 is three indicators without a number."""
        qualitative = [row for row in plan["indicator"] if "target" not in row]

        assert [row["clause"] for row in qualitative] == ["II.2.4"] * 3
        assert all(row["qualitative"] is True for row in qualitative)

    def test_headings_assign(self, plan: Row) -> None:
        """Three headings of section IV assign; no row below names a lead."""
        assigned = [(row["clause"], row["lead"]) for row in plan["assignment"]]

        assert assigned == [("IV.1", "pvhtt"), ("IV.2", "ttvh"), ("IV.3", {"each": "communes"})]
        assert not any("lead" in row for kind in KINDS for row in plan[kind])

    def test_nothing_is_invented(self, plan: Row) -> None:
        """No deadline, duration or date; the report is the only product."""
        for row in plan["task"]:
            for key in ("due", "on", "not_before", "duration", "milestone", "deadline_from"):
                assert key not in row
        assert [row["id"] for row in plan["task"] if "product" in row] == ["bao-cao"]
        assert [row["id"] for row in plan["task"] if "output" in row] == [
            "xay-dung-nha-van-hoa-san-the-thao-thon"
        ]

    def test_rhythm_follows_the_words(self, plan: Row, clauses: dict[str, str]) -> None:
        """Words for standing work make it standing, "theo định kỳ" leaves its period unstated."""
        for row in plan["task"]:
            said = words(row.get("quote", clauses[row["clause"]]))
            assert row.get("standing", False) is (said[:2] == ["thường", "xuyên"])
            assert row.get("every") == ("unstated" if said[-2:] == ["định", "kỳ"] else None)

    def test_oversight(self, plan: Row) -> None:
        """The office watches every task of the centre and the communes, and no other."""
        others = [row["id"] for row in plan["task"] if row["clause"] >= "IV.2"]

        assert task(plan, "kiem-tra")["oversees"] == others

    def test_precedence_is_stated(self, plan: Row, clauses: dict[str, str]) -> None:
        """The one precedence rests on words of the clause."""
        linked = [row for row in plan["task"] if "after" in row]

        assert [row["id"] for row in linked] == ["xay-dung-thiet-che-co-so"]
        assert linked[0]["after"] == ["can-doi-kinh-phi", "huy-dong-nguon-luc"]
        assert linked[0]["stated"]["after"] in clauses["IV.3.2"]

    def test_what_nobody_serves(self, plan: Row) -> None:
        """Emulation, models, rewards, sanctions, talent funds and all of III.1 and III.3."""
        by_tasks = {id for row in plan["task"] for id in as_list(row.get("serves"))}
        by_measures = {id for row in plan["measure"] for id in as_list(row.get("serves"))}
        served = [row["id"] for row in plan["measure"] if row["id"] in by_tasks]

        assert served == [
            "tuyen-truyen-van-dong",
            "van-dong-doan-vien-nhan-dan",
            "thanh-tra-kiem-tra-giam-sat",
        ]
        assert "quy-tai-nang-the-thao" not in by_tasks | by_measures

    def test_general_goals_are_served(self, plan: Row) -> None:
        """Indicators measure the first general goal, measures serve the second."""
        measured = {row["goal"] for row in plan["indicator"]}
        served = {id for row in plan["measure"] for id in as_list(row.get("serves"))}

        assert measured == {"huy-dong-xa-hoi"}
        assert "nang-cao-nhan-thuc" in served


class TestReferences:
    """Every id is unique, well formed and known."""

    def test_ids(self, plan: Row, register: Row) -> None:
        """Ids are slugs without dots; none names two things of one space."""
        ids = [row["id"] for kind in KINDS for row in plan[kind]]
        bodies = [row["id"] for table in ("territory", "unit") for row in register[table]]
        bodies += [row["id"] for row in plan["group"]]

        for space in (ids, bodies):
            assert len(set(space)) == len(space)
            assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", id) for id in space)

    def test_relations(self, plan: Row) -> None:
        """Relations name rows of the kinds they may name."""
        ids = {kind: {row["id"] for row in plan[kind]} for kind in KINDS}
        for row in (*plan["measure"], *plan["task"]):
            for relation, kinds in RELATIONS.items():
                known = set().union(*(ids[kind] for kind in kinds))
                assert known.issuperset(as_list(row.get(relation)))
        for row in plan["indicator"]:
            assert row["goal"] in ids["goal"]
        for row in plan["task"]:
            for output in row.get("output", []):
                assert ids["indicator"].issuperset(output.get("counted_by", []))

    def test_bodies(self, plan: Row, units: dict[str, Row], territories: dict[str, Row]) -> None:
        """Issuers, holders, recipients and scopes name units or groups."""
        known = set(units) | {row["id"] for row in plan["group"]}
        named = {plan["plan"]["issuer"], *(row["issuer"] for row in plan["basis"])}
        named |= {row["unit"] for row in plan["plan"]["recipients"] if "unit" in row}
        named |= {row["scope"] for row in plan["indicator"] if "scope" in row}
        for kind in (*KINDS, "assignment"):
            named.update(id for row in plan[kind] for id in holders(row))

        assert named <= known
        assert {row["members"]["within"] for row in plan["group"]} <= set(territories)

    def test_bases(self, plan: Row) -> None:
        """What a basis implements, and what a parent target rests on, is a basis."""
        known = {row["id"] for row in plan["basis"]}

        assert {row["implements"] for row in plan["basis"] if "implements" in row} <= known
        assert {
            row["parent_target"]["basis"] for row in plan["indicator"] if "parent_target" in row
        } <= known

    def test_register(self, units: dict[str, Row], territories: dict[str, Row]) -> None:
        """Areas lie in areas, bodies belong to bodies, each is succeeded by its like."""
        for space in (units, territories):
            for row in space.values():
                assert row.get("within") in {None, *space}
                if row.get("successors") != "unknown":
                    assert set(space).issuperset(row.get("successors", []))
        assert {row.get("area") for row in units.values()} <= {None, *territories}


class TestEras:
    """The communes of the three eras, by an own walk along the successors."""

    @pytest.mark.parametrize("day", ERAS)
    def test_members(
        self, plan: Row, units: dict[str, Row], territories: dict[str, Row], day: date
    ) -> None:
        """17 bodies on 2024-05-01, 15 on 2024-12-01, 6 on 2025-07-01."""
        (group,) = plan["group"]
        selector = group["members"]
        assert group["id"] == "communes"
        assert selector["follow"] == "successors"
        chosen = [
            id
            for id, unit in units.items()
            if (area := territories.get(unit.get("area", ""))) is not None
            and area["kind"] in selector["kind"]
            and area.get("within") == selector["within"]
            and unit["since"] <= selector["on"] <= unit["until"]
        ]

        found = {id for first in chosen for id in stand_ins(units, first, day)}

        areas = [territories[units[id]["area"]] for id in found]
        assert sorted((area["code"], area["name"]) for area in areas) == list(ERAS[day])

    def test_eras_have_the_right_size(self) -> None:
        """17, then 15, then 6."""
        assert [len(era) for era in ERAS.values()] == [17, 15, 6]

    def test_mapping(self, territories: dict[str, Row]) -> None:
        """Each commune of 2024 goes whole into one commune of 2025."""
        found = {
            row["code"]: {
                territories[id]["code"]
                for id in stand_ins(territories, row["id"], date(2025, 7, 1))
            }
            for row in territories.values()
            if row.get("within") == "huyen-van-quan"
        }

        assert found == {code: {into} for code, into in MERGED_INTO.items()}

    def test_merger_of_2024(self, units: dict[str, Row]) -> None:
        """Đồng Giáp and Tràng Các pass into the same Khánh Khê that was there before."""
        for id in ("ubnd-xa-dong-giap", "ubnd-xa-trang-cac"):
            assert units[id]["until"] == date(2024, 11, 30)
            assert units[id]["successors"] == ["ubnd-xa-khanh-khe"]
            assert "decided_on" not in units[id]
        assert units["ubnd-xa-khanh-khe"]["since"] < date(2024, 12, 1)

    def test_land_of_cao_loc(self, territories: dict[str, Row]) -> None:
        """Three communes of the neighbour passed into two of the new ones."""
        found = {
            row["code"]: row["successors"]
            for row in territories.values()
            if row.get("within") == "huyen-cao-loc"
        }

        assert found == {
            "06217": ["xa-khanh-khe-2025"],
            "06241": ["xa-khanh-khe-2025"],
            "06250": ["xa-tan-doan-2025"],
        }

    def test_bodies_run_parallel_to_their_areas(
        self, units: dict[str, Row], territories: dict[str, Row]
    ) -> None:
        """A commune's committee begins, ends and is succeeded as the commune is."""
        communes = {
            id: row for id, row in territories.items() if row["kind"] in {"commune", "township"}
        }
        assert len(communes) == 17 + 3 + 6
        for id, area in communes.items():
            unit = units[f"ubnd-{id}"]
            assert unit["area"] == id
            for key in ("since", "until", "decided_on"):
                assert unit.get(key) == area.get(key)
            successors = [f"ubnd-{other}" for other in area.get("successors", [])]
            assert unit.get("successors", []) == successors

    def test_district_ends_without_known_successor(
        self, units: dict[str, Row], territories: dict[str, Row]
    ) -> None:
        """The district has no successor; who took over its bodies' work no source says."""
        assert territories["huyen-van-quan"]["until"] == date(2025, 6, 30)
        assert territories["huyen-van-quan"]["successors"] == []
        for id in DISTRICT_BODIES:
            assert units[id]["until"] == date(2025, 6, 30)
            assert units[id]["successors"] == "unknown"

    def test_codes(self, territories: dict[str, Row]) -> None:
        """Codes are strings with their zeros; one code never means two areas on one day."""
        lengths = {"province": 2, "district": 3, "commune": 5, "township": 5}
        spans: dict[str, list[tuple[date, date]]] = {}
        for row in territories.values():
            assert isinstance(row["code"], str)
            assert re.fullmatch(rf"\d{{{lengths[row['kind']]}}}", row["code"])
            span = (row.get("since", date.min), row.get("until", date.max))
            spans.setdefault(row["code"], []).append(span)
        for times in spans.values():
            times.sort()
            assert all(one[1] < other[0] for one, other in pairwise(times))

    def test_codes_used_again(self, territories: dict[str, Row]) -> None:
        """06298 and 06316 name another commune since 1 July 2025."""
        names = {
            code: [row["name"] for row in territories.values() if row["code"] == code]
            for code in ("06298", "06316")
        }

        assert names == {
            "06298": ["Xã Bình Phúc", "Xã Yên Phúc"],
            "06316": ["Xã Tràng Phái", "Xã Tân Đoàn"],
        }

    def test_every_row_has_a_source(self, register: Row) -> None:
        """No fact about a body or area stands without where it was read."""
        assert register["register"]["sources"]
        for table in ("territory", "unit"):
            assert all(row["source"] for row in register[table])
