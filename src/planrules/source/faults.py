"""The sentences of faults: what was found, what was expected, what to do; in both languages."""

from collections.abc import Sequence
from typing import Final

#: By code: the Vietnamese and the English sentence, with the names of the facts they need.
SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "SRC001": ("không đọc được tệp: {reason_vi}", "the file can't be read: {reason_en}"),
    "SRC002": (
        "tệp không phải UTF-8 (byte 0x{byte:02X}){hint_vi}; hãy lưu lại tệp với mã hóa UTF-8",
        "the file is not UTF-8 (byte 0x{byte:02X}){hint_en}; save it with the encoding UTF-8",
    ),
    "SRC003": (
        "tệp dài {size} byte; tối đa {limit} byte",
        "the file has {size} bytes; at most {limit} are allowed",
    ),
    "SRC004": ("sai cú pháp TOML: {reason_vi}", "TOML syntax: {reason_en}"),
    "SRC005": (
        "ngoặc lồng nhau quá sâu hoặc khóa có quá nhiều phần; tối đa {limit} tầng",
        "brackets are nested too deeply or a key has too many parts; at most {limit} levels",
    ),
    "SRC006": (
        "tệp trống; cần ít nhất format = 1 và bảng {expected}",
        "the file is empty; expected at least format = 1 and the table {expected}",
    ),
    "SRC007": (
        'đã có tệp "{found}"; không ghi đè, hãy chọn thư mục khác',
        '"{found}" exists already; nothing is overwritten, choose another folder',
    ),
    "SRC008": ("không phải tệp thông thường", "this is no regular file"),
    "SRC009": (
        (
            "đây là tệp Word hoặc tệp nén; trong Word chọn Lưu thành → Văn bản thuần (.txt),"
            " mã hóa UTF-8"
        ),
        "this is a Word file or an archive; in Word choose Save as → Plain text (.txt), UTF-8",
    ),
    "SRC010": (
        "thư mục có {count} tệp; tối đa {limit} tệp, hãy gộp bớt",
        "the folder has {count} files; at most {limit} are read, join some of them",
    ),
    "SRC011": (
        "đây không phải thư mục; cần thư mục chứa các tệp .toml",
        "this is no folder; expected a folder of .toml files",
    ),
    "PTH001": (
        'đường dẫn "{found}" ra ngoài {root}; chỉ dùng tệp ở trong đó',
        'the path "{found}" leaves {root}; only files inside it are read',
    ),
    "PTH002": (
        (
            'danh bạ "{found}" cần thư mục làm việc: đặt tệp planrules.toml ở thư mục chứa các'
            " kế hoạch"
        ),
        'the register "{found}" needs a workspace: put planrules.toml into the folder of the plans',
    ),
    "KEY001": (
        'khóa "{found}" không có trong {table_vi}{nearest_vi}{known_vi}',
        '"{found}" is no key of {table_en}{nearest_en}{known_en}',
    ),
    "KEY002": (
        'thiếu khóa "{expected}" trong {table_vi}',
        'the key "{expected}" is missing in {table_en}',
    ),
    "KEY003": (
        'trường "{found}" vừa được nêu vừa được tạm tính; chỉ giữ một',
        '"{found}" is both stated and assumed; keep one of them',
    ),
    "KEY004": (
        'stated.{found} trích lời cho trường "{found}" nhưng trường này không có giá trị',
        'stated.{found} quotes words for "{found}", which has no value',
    ),
    "VAL001": (
        "gặp {found_vi}; cần {expected_vi}",
        "found {found_en}; expected {expected_en}",
    ),
    "VAL002": (
        "gặp {found}; cần ngày có thật, viết 2024-04-30{forms_vi}{hint_vi}",
        "found {found}; expected a date that exists, written 2024-04-30{forms_en}{hint_en}",
    ),
    "VAL003": (
        "gặp {found}; cần một trong: {expected}{nearest_vi}",
        "found {found}; expected one of: {expected}{nearest_en}",
    ),
    "VAL004": (
        (
            "mã {found} không hợp lệ; cần chữ thường không dấu và số, nối bằng gạch ngang,"
            " tối đa {limit} ký tự{nearest_vi}"
        ),
        (
            "the id {found} does not fit; expected lower-case ASCII letters and digits joined by"
            " hyphens, at most {limit} characters{nearest_en}"
        ),
    ),
    "VAL005": (
        "chuỗi dài {size} ký tự; tối đa {limit}",
        "the text has {size} characters; at most {limit} are allowed",
    ),
    "VAL006": (
        "chuỗi có ký tự điều khiển {found}; hãy xóa ký tự này",
        "the text holds the control character {found}; delete it",
    ),
    "VAL007": (
        (
            "số {found} quá lớn, quá nhỏ hoặc không hữu hạn; cần số có tối đa 15 chữ số phần nguyên"
            " và 9 chữ số thập phân"
        ),
        (
            "the number {found} is too large, too fine or not finite; expected at most 15 digits"
            " before and 9 after the decimal point"
        ),
    ),
    "VAL008": (
        "gặp {found}; cần {expected_vi}",
        "found {found}; expected {expected_en}",
    ),
    "VAL009": (
        "gặp {found}; cần địa chỉ như IV.1.2 hoặc III.2",
        "found {found}; expected an address such as IV.1.2 or III.2",
    ),
    "VAL010": (
        "gặp {found}; cần {expected_vi}",
        "found {found}; expected {expected_en}",
    ),
    "VAL011": (
        "tệp ghi format = {found}; phiên bản này chỉ đọc format = 1",
        "the file says format = {found}; this version reads format = 1 only",
    ),
    "VAL012": (
        "chuỗi trống; nếu văn bản không nêu thì bỏ hẳn khóa này",
        "the text is blank; where the document states nothing, leave the key out",
    ),
    "PTH003": (
        'không có danh bạ "{found}": cần tệp {file}{nearest_vi}{known_vi}',
        'there is no register "{found}": the file {file} is missing{nearest_en}{known_en}',
    ),
    "REF001": (
        'không có {expected_vi} nào mang mã "{found}"{nearest_vi}{add_vi}',
        'no {expected_en} has the id "{found}"{nearest_en}{add_en}',
    ),
    "REF002": (
        'mã "{found}" đã dùng ở {place}; mỗi mã chỉ dùng một lần',
        'the id "{found}" is used already at {place}; every id is used once',
    ),
    "REF003": (
        '"{found}" là {kind_vi}; ở đây cần {expected_vi}',
        '"{found}" is a {kind_en}; expected a {expected_en} here',
    ),
    "REF004": (
        "vòng lặp: {found}; hãy bỏ một liên kết",
        "a cycle: {found}; remove one of its links",
    ),
    "REF006": (
        "mục {found} đã được phân công ở {place}; gộp hai bảng [[assignment]] làm một",
        "{found} is assigned already at {place}; make one [[assignment]] of the two",
    ),
    "REF005": (
        (
            'nhóm "{found}" không thể chủ trì chung; hãy viết {{ each = "{found}" }} để giao từng'
            " thành viên, hoặc nêu một cơ quan"
        ),
        (
            'the group "{found}" can\'t lead as a whole; write {{ each = "{found}" }} to assign'
            " every member, or name one body"
        ),
    ),
    "BAS001": (
        "tệp không phải mốc rà soát; lập mốc bằng planrules check … --write-baseline",
        "this is no baseline; make one by planrules check … --write-baseline",
    ),
    "BAS002": (
        'mốc rà soát này của kế hoạch "{found}", không phải "{expected}"',
        'this baseline is of the plan "{found}", not of "{expected}"',
    ),
    "BAS003": (
        "đã có tệp khác ở đây, không phải mốc rà soát; không ghi đè, hãy chọn tên khác",
        "another file stands here, which is no baseline; it is not replaced, choose another name",
    ),
    "AMD001": (
        "sửa đổi ghi {field} trước đây là {was}, nhưng kế hoạch lúc đó là {value_vi}{by_vi}",
        "the amendment says that {field} was {was}, but in the plan it is {value_en} then{by_en}",
    ),
    "AMD002": (
        'trường "{field}" của "{id}" được sửa cùng ngày {day_vi} ở {place}; chỉ giữ một sửa đổi',
        'the field "{field}" of "{id}" is changed on the same day, {day_en}, at {place}; keep one',
    ),
    "AMD003": (
        'mã "{id}" đã có trong kế hoạch vào ngày {day_vi}{by_vi}; hãy dùng mã khác',
        'the plan has "{id}" already on {day_en}{by_en}; use another id',
    ),
    "AMD004": (
        (
            'kế hoạch chưa có "{id}" vào ngày {day_vi}; xem lại ngày hiệu lực, hoặc chọn cả dự thảo'
            " bổ sung nội dung này"
        ),
        'the plan has no "{id}" on {day_en} yet; look at the dates, or name the draft that adds it',
    ),
    "AMD005": (
        '"{id}" đã kết thúc sau ngày {until_vi}{by_vi}, không sửa được nữa',
        '"{id}" ended with {until_en}{by_en} and changes no more',
    ),
    "AMD006": (
        'không có {table} nào là "{found}"{nearest_vi}{known_vi}',
        'there is no {table} "{found}"{nearest_en}{known_en}',
    ),
    "AMD007": (
        '"{id}" có tạm tính cho trường "{field}" đã được nêu; bỏ trường trước, hoặc sửa thẳng',
        '"{id}" assumes the field "{field}", which is stated; unset it first, or change it itself',
    ),
    "AMD008": (
        'trường "{found}" là bắt buộc, không bỏ được; chỉ đổi được giá trị, bằng set.{found}',
        'the field "{found}" is needed and can\'t be unset; give it another value, by set.{found}',
    ),
    "LED001": (
        'nhiệm vụ "{task}" không có đầu việc nào cho kỳ "{found}"{known_vi}',
        'nothing is owed for the task "{task}" in the period "{found}"{known_en}',
    ),
    "LED002": (
        '"{found}" không được giao nhiệm vụ "{task}" kỳ "{period}"{nearest_vi}{known_vi}',
        ('"{found}" does not owe the task "{task}" in the period "{period}"{nearest_en}{known_en}'),
    ),
    "LED003": (
        'nhiệm vụ "{task}" giao cho từng cơ quan; cần nêu unit{known_vi}',
        'each of several bodies owes the task "{task}"; say in unit which one{known_en}',
    ),
    "LED004": (
        (
            "không ghi thêm vào sau nội dung của tệp này được; hãy viết mỗi dòng thành một bảng"
            " [[entry]], [[measurement]], [[extension]]"
        ),
        (
            "nothing can be added behind what stands in this file; write every row as a table"
            " [[entry]], [[measurement]], [[extension]]"
        ),
    ),
    "LED005": (
        (
            '"{found}" không còn phải thực hiện nhiệm vụ "{task}" kỳ "{period}" từ {day_vi}; việc'
            " làm xong trước đó thì nêu ngày hoàn thành (finished_on){known_vi}"
        ),
        (
            '"{found}" owes the task "{task}" for "{period}" no more since {day_en}; for work that'
            " was done before, say when (finished_on){known_en}"
        ),
    ),
    "LED006": (
        "gặp {found_vi}, sau ngày ghi {day_vi}; chỉ ghi những gì đã diễn ra",
        "found {found_en}, after the day of the record, {day_en}; record what has happened only",
    ),
    "LED007": (
        "gặp {found}; {expected_vi}",
        "found {found}; {expected_en}",
    ),
    "RUL001": (
        'không có bộ quy tắc "{found}"; tệp quy tắc viết kèm .toml{nearest_vi}{known_vi}',
        'there is no pack "{found}"; a file of rules is written with .toml{nearest_en}{known_en}',
    ),
    "RUL002": (
        '"{found}" không chọn được quy tắc nào{nearest_vi}',
        '"{found}" selects no rule{nearest_en}',
    ),
    "RUL003": (
        'mã "{found}" thuộc họ mã của quy tắc có sẵn ({expected}); hãy dùng ba chữ khác',
        'the code "{found}" belongs to the built-in families ({expected}); use other letters',
    ),
    "RUL004": (
        'mã hoặc tên quy tắc "{found}" đã dùng ở {place_vi}; mỗi mã, mỗi tên chỉ dùng một lần',
        'the code or name "{found}" is used already in {place_en}; each is used once',
    ),
    "RUL005": (
        "ngoại lệ chỉ ghi trong rules.toml của chính kế hoạch, không ghi trong bộ quy tắc",
        "waivers stand in the plan's own rules.toml, not in a pack",
    ),
    "RUL006": (
        'không có quy tắc "{found}" để miễn{nearest_vi}',
        'there is no rule "{found}" to waive{nearest_en}',
    ),
    "RUL007": (
        "quy tắc {found} xét chính các quy tắc và ngoại lệ nên không được miễn",
        "{found} is about rules and waivers themselves and can't be waived",
    ),
    "RUL008": (
        "ngoại lệ hết hạn {expires} trước khi được chấp thuận {granted}",
        "the waiver expires on {expires}, before it was granted on {granted}",
    ),
    "RUL009": (
        "quá nhiều tệp quy tắc nối tiếp nhau; tối đa {limit} tệp, {size} MiB",
        "too many files of rules extend each other; at most {limit} with {size} MiB",
    ),
    "RUL010": (
        "kiểm thử chưa nêu đối tượng nào; cần pass, fail hoặc skip",
        "the test names no subject; expected pass, fail or skip",
    ),
    "RUL011": (
        "gặp {found}; cần mã quy tắc gồm ba chữ hoa và ba chữ số, như HUY001",
        "found {found}; expected a code of three capitals and three digits, such as HUY001",
    ),
    "RUL013": (
        "chỉ message chứa biểu thức trong ngoặc nhọn; ở đây hãy viết thành lời",
        "only message holds expressions in braces; put it in words here",
    ),
    "RUL012": (
        "gặp {found}; cần tên gồm chữ thường không dấu và số, nối bằng gạch dưới",
        "found {found}; expected a name of lower-case letters and digits joined by underscores",
    ),
}

#: Longest piece of a found value that a sentence repeats.
_SHOWN = 80
#: Largest whole number that is shown in decimal digits, in bits.
_PLAIN_BITS = 4_000


#: How many valid names are listed where none is near.
_LISTED = 16


def sentences(code: str, /, *, known: Sequence[str] = (), **facts: object) -> dict[str, str]:
    """Return the sentence of a fault in every language, filled with facts.

    A fact ``nearest`` becomes the question whether that name was meant; ``known`` names are listed.
    """
    listed = ", ".join(known[:_LISTED]) + (" …" if len(known) > _LISTED else "")
    facts["known_vi"] = f"; có thể dùng: {listed}" if known else ""
    facts["known_en"] = f"; there are: {listed}" if known else ""
    nearest = facts.pop("nearest", None)
    facts["nearest_vi"] = f'; có phải "{cut(str(nearest))}"?' if nearest else ""
    facts["nearest_en"] = f'; did you mean "{cut(str(nearest))}"?' if nearest else ""
    vi, en = SENTENCES[code]
    return {"vi": vi.format(**facts), "en": en.format(**facts)}


def shown(value: object) -> str:
    """Return a found value as TOML writes it and a sentence repeats it."""
    if isinstance(value, str):
        return f'"{cut(value)}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return cut("[" + ", ".join(shown(item) for item in value) + "]")
    if isinstance(value, int) and value.bit_length() > _PLAIN_BITS:
        return cut(hex(value))  # Python writes no longer ones out in decimal digits
    return cut(str(value))


def cut(text: str) -> str:
    """Return the beginning of a text, without control characters."""
    safe = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[: _SHOWN + 1])
    return safe if len(safe) <= _SHOWN else f"{safe[:_SHOWN]}…"
