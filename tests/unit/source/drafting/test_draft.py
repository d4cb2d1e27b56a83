"""A plan drafted from a document: what it takes over, what it leaves to people, that it loads."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planrules.model.dates import PartialDate
from planrules.model.plan import Plan
from planrules.model.responsibility import Role
from planrules.source.drafting.draft import draft_plan
from planrules.source.official.document import parse_document
from planrules.source.read import loads
from planrules.text import find_words, words

Golden = Callable[[str, str | bytes], None]

REAL = Path(__file__).parents[4] / "plans" / "van-quan-27ct" / "document.txt"
FIXTURES = Path(__file__).parents[3] / "fixtures" / "documents"
NAMES = ("chuyen-doi-so", "gach-dau-dong", "mot-dong", "phan-thu-nhat")

ASSIGNING = "I. TỔ CHỨC THỰC HIỆN\n1. Phòng Nội vụ\n- {}\n2. Phòng Y tế\n- Nội dung khác"


def draft(text: str | bytes) -> str:
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return draft_plan(data, document_name="document.txt")


def drafted(text: str | bytes) -> Plan:
    return loads(draft(text))


class TestRealDocument:
    """The document that the project began with."""

    def test_golden(self, golden: Golden) -> None:
        golden("drafts/van-quan-27ct.toml", draft(REAL.read_bytes()))

    def test_every_bullet_has_its_row(self) -> None:
        plan = drafted(REAL.read_bytes())

        assert [goal.clause for goal in plan.goals] == [
            *("I.1.1", "I.1.2", "I.2.1", "I.2.2", "II.1.1", "II.1.2"),
        ]
        assert [indicator.clause for indicator in plan.indicators] == [
            *("II.2.1", "II.2.2", "II.2.3", "II.2.4"),
        ]
        assert [measure.clause for measure in plan.measures] == ["III.1", "III.2", "III.3", "III.4"]
        assert [task.clause for task in plan.tasks] == [
            *("IV.1.1", "IV.1.2", "IV.1.2", "IV.2.1", "IV.2.2", "IV.2.3", "IV.3.1", "IV.3.2"),
        ]

    def test_targets(self) -> None:
        plan = drafted(REAL.read_bytes())

        assert [(i.target, i.unit_of_measure, i.qualitative) for i in plan.indicators] == [
            *([(100, "%", False)] * 3),
            (None, None, True),
        ]
        assert {i.by for i in plan.indicators} == {PartialDate(2030)}

    def test_headings_assign_and_the_communes_are_a_group(self) -> None:
        plan = drafted(REAL.read_bytes())
        first, second, third = plan.assignments

        assert first.lead[0].who == plan.issuer == "phong-van-hoa-va-thong-tin-huyen-van-quan"
        assert second.lead[0].who == "trung-tam-van-hoa-the-thao-va-truyen-thong-huyen"
        assert (third.lead[0].who, third.lead[0].each) == ("ubnd-cac-xa-thi-tran", True)
        assert [group.members for group in plan.groups] == [()]

    def test_coordination_is_nobodys_lead(self) -> None:
        plan = drafted(REAL.read_bytes())
        (task,) = (task for task in plan.tasks if task.clause == "IV.2.1")

        assert [r.role for r in plan.responsibilities(task)] == [Role.COORDINATE]

    def test_a_clause_of_two_rhythms_is_two_tasks(self) -> None:
        plan = drafted(REAL.read_bytes())
        watching, reporting = (task for task in plan.tasks if task.clause == "IV.1.2")

        assert watching.standing
        assert watching.every is None
        assert reporting.every is not None
        assert reporting.every.is_unstated
        assert not reporting.standing
        assert [holder.who for holder in reporting.receive] == ["ubnd-huyen"]

    def test_header(self) -> None:
        plan = drafted(REAL.read_bytes())

        assert (plan.number, plan.blank) == ("/KH-PVHTT", ("number", "day"))
        assert plan.issued_on == PartialDate(2024, 4)
        assert plan.ends_on == PartialDate(2030)
        assert plan.starts_on is None
        assert plan.is_assumed("starts_on")
        assert [basis.id for basis in plan.bases] == ["89/KH-UBND", "27-CT/TU"]
        assert plan.bases[0].implements == ("27-CT/TU",)
        assert len(plan.recipients) == 5
        assert plan.signed_by is not None
        assert plan.signed_by.name == "Hà Thị Thanh Thúy"

    def test_no_deadline_and_no_product_is_made_up(self) -> None:
        plan = drafted(REAL.read_bytes())

        assert all(task.due is None and not task.product and not task.lead for task in plan.tasks)


@pytest.mark.parametrize("name", NAMES)
class TestOtherDocuments:
    """Documents of other houses."""

    def test_golden(self, name: str, golden: Golden) -> None:
        golden(f"drafts/{name}.toml", draft((FIXTURES / f"{name}.txt").read_bytes()))

    def test_every_word_of_the_body_is_cited_or_left_out_by_name(self, name: str) -> None:
        data = (FIXTURES / f"{name}.txt").read_bytes()
        document = parse_document(data, file=name)
        plan = drafted(data)
        left_out = {row.clause for row in plan.not_modelled}
        for clause in document.clauses:
            if (
                clause.kind != "body"
                or clause.address.startswith("PL")
                or clause.address in left_out
            ):
                continue
            keys = [word.key for word in words(clause.text)]
            rows = plan.at(clause.address)
            cited = [word.key for row in rows for word in words(row.quote or clause.text)]
            assert cited == keys

    def test_quotes_are_verbatim(self, name: str) -> None:
        data = (FIXTURES / f"{name}.txt").read_bytes()
        document = parse_document(data, file=name)
        for row in drafted(data).rows():
            clause = document.clause(row.clause or "")
            assert clause is not None
            keys = [word.key for word in words(clause.text)]
            assert row.quote is None or (
                find_words([word.key for word in words(row.quote)], keys) >= 0
            )


class TestTasks:
    """What a clause under a body's heading becomes."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Báo cáo trước ngày 15/12/2025.", "due = 2025-12-15"),
            ("Báo cáo trước ngày 15/12/2025.", "# lưu ý: 'trước ngày': hiểu chặt thì"),
            ("Xong trong tháng 6/2025", 'due = "2025-06"'),
            ("Xong trước 1/6/2025, xong trước 1/7/2025", "nhiều thời hạn, trong đó 'xong trước"),
            ("Hằng năm xong trước 1/6/2025", "văn bản còn ghi 'Hằng năm'; tách nhiệm vụ"),
            ("Hằng quý, hằng năm báo cáo", 'every = ["quarter", "year"]'),
            ("Hằng quý báo cáo, thường xuyên đôn đốc", "văn bản còn ghi 'thường xuyên'"),
            ("Định kỳ báo cáo", 'every = "unstated"'),
            ("Phối hợp tuyên truyền", 'coordinate = ["phong-noi-vu"]  # văn bản giao phối hợp'),
            ("Phối hợp với Phòng Y tế làm", "lead); văn bản nêu phối hợp với 'Phòng Y tế'"),
            ("Chủ trì, phối hợp với Phòng Y tế làm", 'coordinate = ["phong-y-te"]  # phối hợp'),
            ("Chủ trì, phối hợp với các ngành", "'phối hợp với các ngành'; ghi coordinate"),
            ("Chủ trì, phối hợp với Phòng Nội vụ", "'phối hợp với Phòng Nội vụ'; ghi"),
            ("Báo cáo Phòng Y tế", 'receive = ["phong-y-te"]'),
            ("Gửi kết quả về Phòng Y tế", 'receive = ["phong-y-te"]  # Gửi … Phòng Y tế'),
            ("Đạt 90% số xã", "# lưu ý: có tỷ lệ 90%; xem có phải là chỉ tiêu"),
            ("Làm một; làm hai", "# lưu ý: điểm này có 2 ý (dấu chấm phẩy, dấu chấm)"),
            ("Sơ kết hằng năm", 'review = "Sơ kết hằng năm"'),
        ],
    )
    def test_one_clause(self, text: str, expected: str) -> None:
        toml = draft(ASSIGNING.format(text))

        loads(toml)
        assert expected in toml

    def test_no_receiver_without_a_report(self) -> None:
        plan = drafted(ASSIGNING.format("Tuyên truyền về Phòng Y tế; báo cáo kết quả"))

        assert not plan.tasks[0].receive

    def test_a_name_and_a_colon_assign(self) -> None:
        plan = drafted("I. PHÂN CÔNG\n1. Phòng Nội vụ: Làm một.\n2. Phòng Y tế:\n- Làm hai")

        assert [(a.clause, a.lead[0].who) for a in plan.assignments] == [
            ("I.1", "phong-noi-vu"),
            ("I.2", "phong-y-te"),
        ]
        assert [task.title for task in plan.tasks] == ["Làm một", "Làm hai"]

    def test_headings_that_name_nobody(self) -> None:
        toml = draft("I. TỔ CHỨC THỰC HIỆN\n1. Chế độ báo cáo\n- Báo cáo hằng năm\n2. Khác: làm")

        assert toml.count("# lưu ý: chưa rõ cơ quan chủ trì (lead)") == 2

    def test_two_bodies_in_a_heading(self) -> None:
        toml = draft("I. TRÁCH NHIỆM\n1. Đề nghị Phòng Nội vụ, Phòng Y tế và các xã\n- Làm")

        assert 'lead = ["phong-noi-vu", "phong-y-te", { each = "cac-xa" }]' in toml
        assert "xem thẩm quyền giao việc" in toml
        assert len(loads(toml).assignments[0].lead) == 3


class TestSections:
    """What headings make of the clauses below them."""

    @pytest.mark.parametrize(
        ("heading", "row"),
        [
            ("I. MỤC ĐÍCH", 'kind = "purpose"'),
            ("I. YÊU CẦU", 'kind = "requirement"'),
            ("I. MỤC ĐÍCH, YÊU CẦU", "chọn kind = purpose, requirement hoặc general"),
            ("I. QUAN ĐIỂM", "đề mục 'QUAN ĐIỂM': chọn kind"),
            ("I. MỤC TIÊU CHUNG", 'kind = "general"'),
            ("I. MỤC TIÊU", 'assumed.kind = { value = "general", reason = "đề mục chỉ ghi'),
            ("I. CHỈ TIÊU", "qualitative = true"),
            ("I. MỤC ĐÍCH, CHỈ TIÊU", "chọn kind = purpose, requirement hoặc general"),
            ("I. NHIỆM VỤ", "[[measure]]"),
            ("I. MỤC TIÊU\n1. Chỉ tiêu", "qualitative = true"),
            ("I. MỤC TIÊU, NHIỆM VỤ\n1. Nhiệm vụ", "[[measure]]"),
            ("I. KHÁC", "tạm ghi là nhiệm vụ, giải pháp"),
            ("I. KHÁC\n1. Nhiệm vụ", "[[measure]]"),
            ("I. KINH PHÍ", 'funding = "Nâng cao đời sống."'),
            ("I. THỰC TRẠNG", 'reason = "đánh giá tình hình'),
            ("I. CĂN CỨ", 'reason = "căn cứ, không giao việc"'),
            ("Phần thứ nhất. ĐÁNH GIÁ\nI. KẾT QUẢ CHUNG", 'reason = "đánh giá tình hình'),
        ],
    )
    def test_topic(self, heading: str, row: str) -> None:
        toml = draft(f"{heading}\n- Nâng cao đời sống.")

        loads(toml)
        assert row in toml

    def test_a_heading_that_is_a_sentence_binds(self) -> None:
        plan = drafted("I. NHIỆM VỤ\n1. Rà soát thủ tục.\n- Rà soát đất đai\n2. Khác:\n- Làm")

        assert [measure.clause for measure in plan.measures] == ["I.1", "I.1.1", "I.2.1"]

    def test_lead_ins_are_left_out_by_name(self) -> None:
        plan = drafted("I. NHIỆM VỤ\nTập trung:\n- Làm:\n+ Một")

        assert [row.clause for row in plan.not_modelled] == ["I.1", "I.2"]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Đạt 80% trở lên", "# lưu ý: mức phấn đấu đi kèm 'trở lên'"),
            ("Đạt 80-85%", "assumed.target = { value = 80, reason"),
            ("Có 12 nhà văn hóa", "văn bản ghi số '12': điền target và unit_of_measure"),
            ("Đạt 80% đến năm 2025, đến năm 2030", "nhiều mốc thời gian: 'đến năm 2025', 'đến"),
            ("Đạt 80% đến ngày 31/12/2027", "by = 2027-12-31"),
        ],
    )
    def test_indicators(self, text: str, expected: str) -> None:
        toml = draft(f"I. CHỈ TIÊU\n- {text}")

        loads(toml)
        assert expected in toml

    def test_measures_keep_their_times_as_remarks(self) -> None:
        toml = draft("I. NHIỆM VỤ\n- Hằng năm rà soát, hoàn thành trước 1/6/2025")

        assert "văn bản nêu thời hạn 'trước 1/6/2025'" in toml or "'hoàn thành" in toml
        assert "văn bản ghi 'Hằng năm'" in toml


class TestHeads:
    """Header, basis and bodies."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("KẾ HOẠCH\nX giai đoạn 2026 - 2030\n", 'starts_on = "2026"'),
            ("Căn cứ Kế hoạch số 1/KH-A ngày 31/2/2024;\n", "không phải ngày hợp lý, cần kiểm tra"),
            ("Căn cứ Kế hoạch số 1/KH-A của ông B về C;\n", "cơ quan ban hành ghi là 'ông B'"),
            ("Căn cứ Kế hoạch số 1/KH-A của các Sở về C;\n", "cơ quan ban hành ghi là 'các Sở'"),
            ("PHÒNG NỘI VỤ\nKẾ HOẠCH\nX\n", "viết hoa; ghi lại theo tên đầy đủ"),
            ("UBND XÃ VÍ DỤ\nNĂM MỚI\nKẾ HOẠCH\nX\n", 'name = "UBND XÃ VÍ DỤ NĂM MỚI"'),
            ("A" * 200 + "\nKẾ HOẠCH\nX\n", "chưa đọc được cơ quan ban hành (issuer)"),
            ("KẾ HOẠCH\nX\n\nCác xã xây dựng kế hoạch như sau:\n", "chưa đọc được cơ quan ban"),
            ("UBND xã (gọi tắt là Đơn vị) lập kế hoạch:\n", 'name = "UBND xã"'),
            ("A (gọi tắt là Sở B) lập kế hoạch:\n", "# lưu ý: chưa đọc được cơ quan"),
        ],
    )
    def test_header(self, text: str, expected: str) -> None:
        toml = draft(f"{text}\nI. NHIỆM VỤ\n- Làm")

        loads(toml)
        assert expected in toml

    def test_recipients(self) -> None:
        toml = draft(
            "I. A\nNơi nhận:\n- Phòng VH&TT huyện;\n- Như trên;\n- Đảng ủy, HĐND xã (b/c);\n"
            "- Phòng Văn hóa và Thông tin;\n- Phòng VH và TT;\n- Các xã (để t/h)."
        )

        assert '{ unit = "phong-van-hoa-va-thong-tin-huyen" },' in toml
        assert '{ text = "Như trên" },' in toml
        assert (
            '{ unit = "dang-uy", purpose = "b/c" }, { unit = "hdnd-xa", purpose = "b/c" },' in toml
        )
        assert '{ unit = "cac-xa", purpose = "t/h" },' in toml
        assert "văn bản còn ghi: 'Phòng Văn hóa và Thông tin'" in toml
        assert len(loads(toml).recipients) == 7

    def test_a_signer_without_a_capacity(self) -> None:
        plan = drafted("I. A\nNơi nhận:\n- Lưu: VT\nTrần A")

        assert plan.signed_by is not None
        assert (plan.signed_by.name, plan.signed_by.capacity) == ("Trần A", None)

    def test_names_that_may_be_one_are_two_with_a_remark(self) -> None:
        toml = draft("I. A\nNơi nhận:\n- Đảng ủy;\n- Đảng ủy xã Ví Dụ;")

        assert "có thể cùng là 'Đảng ủy xã Ví Dụ' (dang-uy-xa-vi-du)" in toml
        assert len(loads(toml).units) == 2

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("", "document.txt"),
            ("---", "document.txt"),
            ("\x00\x01", "document.txt"),
            ("Một dòng.\n\nHai dòng.", "Một dòng."),
            ("I. A\n- b", "I. A"),
        ],
    )
    def test_title_of_a_document_without_one(self, text: str, title: str) -> None:
        assert drafted(text).title == title

    @pytest.mark.parametrize(("given", "title"), [("Tên tệp", "Tên tệp"), ("\x01", "Kế hoạch")])
    def test_title_from_the_name_of_the_file(self, given: str, title: str) -> None:
        toml = draft_plan(b"", document_name="d.txt", title=given)

        assert loads(toml).title == title

    def test_appendices_are_left_to_people(self) -> None:
        assert "# lưu ý: phụ lục có 2 đoạn chưa đưa vào" in draft("I. A\nPHỤ LỤC\nB")

    def test_strings_are_escaped(self) -> None:
        text = 'I. NHIỆM VỤ\n- Nói "có" \\ không\x00\x1b\u202e\x85 ]] # hết\u2028'
        plan = drafted(text)

        assert plan.measures[0].title == 'Nói "có" \\ không ]] # hết'

    def test_lone_surrogates_are_no_characters(self) -> None:
        assert drafted("I. A\n- b\ud800c").measures[0].title == "B\ufffd\ufffd\ufffdc"

    def test_equal_titles_have_ids_of_their_own(self) -> None:
        plan = drafted("I. NHIỆM VỤ\n- Làm\n- Làm\n- Làm 2\n- Làm")

        assert [row.id for row in plan.rows()] == ["lam", "lam-2", "lam-2-2", "lam-3"]
