"""The sentences of faults in what is added to a plan later: amendments and records."""

from typing import Final

#: By code: the Vietnamese and the English sentence, with the names of the facts they need.
OF_ADDITIONS: Final[dict[str, tuple[str, str]]] = {
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
    "AMD009": (
        (
            'dự thảo khác đã dùng mã "{found}" cho {kind_vi} ở {place}; bổ sung cùng loại, hoặc'
            " dùng mã khác"
        ),
        (
            'another draft adds a {kind_en} "{found}" at {place}; add one of the same kind, or use'
            " another id"
        ),
    ),
    "AMD010": (
        'trường "{found}" vừa được đổi giá trị (set) vừa bị bỏ (unset); chỉ giữ một trong hai',
        'the field "{found}" is both given a value (set) and left without one (unset); keep one',
    ),
    "AMD011": (
        "thay đổi này không nêu set, unset nên không đổi gì; nêu giá trị mới, hoặc bỏ bảng này",
        "this change gives neither set nor unset and changes nothing; say what is new, or drop it",
    ),
    "AMD012": (
        (
            'chưa có ai thay "{found}": with {why_vi}; nêu cơ quan khác; vai trò không còn ai giữ'
            " thì bỏ trường đó (unset) ở từng nhiệm vụ"
        ),
        (
            'nobody takes the place of "{found}": with {why_en}; name another; a role that nobody'
            " holds any more is unset in its tasks"
        ),
    ),
    "AMD013": (
        (
            'ngày {day_vi} không vai trò nào ở đây nêu "{id}" nên không có gì để thay; xem lại mã,'
            " ngày, roles, tasks; nếu chỉ là thành viên của nhóm thì đổi members của nhóm"
        ),
        (
            'no role here names "{id}" on {day_en}, so nothing is replaced; look at the id, the'
            " day, roles and tasks; a mere member of a group is changed by the members of the group"
        ),
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
    "LED008": (
        (
            'nhiệm vụ "{task}" chưa có thời hạn nên không có gì để gia hạn; ấn định thời hạn bằng'
            " văn bản sửa đổi kế hoạch"
        ),
        (
            'the task "{task}" has no deadline, so there is nothing to put off; a deadline is given'
            " by an amendment"
        ),
    ),
    "LED009": (
        (
            "{due_vi} không muộn hơn thời hạn đang áp dụng là {held_vi}; gia hạn phải đến một ngày"
            " muộn hơn"
        ),
        "found {due_en}, which is not after the deadline in force, {held_en}; expected a later day",
    ),
    "LED010": (
        "thời hạn trước ghi là {was_vi}, nhưng thời hạn đang áp dụng ngày {day_vi} là {held_vi}",
        "found {was_en}; expected {held_en}, the deadline in force on {day_en}",
    ),
    "LED011": (
        'gia hạn đến {due_vi} thì không tính được thời hạn của nhiệm vụ "{task}": {error_vi}',
        'with {due_en} the deadline of the task "{task}" can\'t be worked out: {error_en}',
    ),
}
