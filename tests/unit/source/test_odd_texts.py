"""Texts that no editor would write: endless, deep, huge, reversed, unfinished."""

import pytest

from planrules import Plan, PlanFileError, loads

HEAD = 'format = 1\n\n[plan]\nid = "ke-hoach"\ntitle = "Kế hoạch thử nghiệm"\n'
LONG = 100_000
DEEP = 5_000


class TestOddTexts:
    """Nothing but a plan or faults, whatever a text holds, and soon."""

    @pytest.mark.parametrize(
        ("more", "code"),
        [
            (f'note = "{"x" * LONG}"', "VAL005"),
            (f'note = "{"e" + chr(0x301) * LONG}"', "VAL005"),
            (f'issuer = "{"x" * LONG}"', "VAL004"),
            (f'language = "{"v" * LONG}"', "VAL003"),
            (f'starts_on = "{"2" * LONG}"', "VAL002"),
            (f'document = "{"x" * LONG}"', "VAL005"),
            (f"{'k' * LONG} = 1", "KEY001"),
            (f"assumed.{'k' * LONG} = 1", "KEY001"),
            (f'[[task]]\nid = "a"\ntitle = "T"\nclause = "{"I." * LONG}"', "VAL009"),
            (f'[[task]]\nid = "a"\ntitle = "T"\nduration = "{"5" * LONG}wd"', "VAL008"),
            (f'[[task]]\nid = "a"\ntitle = "T"\nevery = "{"=" * LONG}"', "VAL005"),
            (f'[[task]]\nid = "a"\ntitle = "T"\nfirst = "{"2024" * LONG}"', "VAL010"),
            (f'[[task]]\nid = "a"\ntitle = "T"\nafter = "a {" " * LONG}x"', "VAL008"),
            (f'[[task]]\nid = "a"\ntitle = "T"\nafter = "{"b" * 80}"', "REF001"),
            (f'[[basis]]\nid = "a"\nimplements = "{"b" * 20_000}"', "REF001"),
            (f"x = {'[' * DEEP}{']' * DEEP}", "SRC005"),
            (f"x = {'{a = ' * DEEP}1{'}' * DEEP}", "SRC005"),
            (f"{'.'.join(['a'] * DEEP)} = 1", "SRC005"),
            (f"[{'.'.join(['a'] * DEEP)}]", "SRC005"),
            (f"[[{'.'.join(['a'] * DEEP)}]]", "SRC005"),
            (f"x = {'[' * DEEP}", "SRC005"),
            (f"{'.'.join(['a'] * 300)} = 1", "KEY001"),
            (f"x = {'[' * 300}{']' * 300}", "KEY001"),
            (f"number = {'9' * 4301}", "VAL007"),
            (f"number = 0x{'f' * LONG}", "VAL001"),
            (f'[[indicator]]\nid = "a"\ntitle = "T"\ntarget = 0x{"f" * LONG}', "VAL007"),
            (f'[[indicator]]\nid = "a"\ntitle = "T"\ntarget = {"9" * 4_000}', "VAL007"),
            (f'[[indicator]]\nid = "a"\ntitle = "T"\ntarget = 0.{"9" * LONG}', "VAL007"),
            ('[[indicator]]\nid = "a"\ntitle = "T"\ntarget = 1e99999999999999999999', "VAL007"),
            ('note = "a\\u0000b"', "VAL006"),
            ('note = "a\u202eb"', "VAL006"),
            ('note = "a\u2066b"', "VAL006"),
            ('note = "a\x07b"', "SRC004"),
            ('note = "a\x7fb"', "SRC004"),
            ("note = '''a\rb'''", "SRC004"),
            ('id = "again"', "SRC004"),
            ("starts_on = 2024-02-30", "SRC004"),
            ('[task]\nid = "a"\ntitle = "T"', "VAL001"),
            ("[plan]", "SRC004"),
            ("[[plan]]", "SRC004"),
            ('"" = 1', "KEY001"),
            ('"\\u0000\\n" = 1', "KEY001"),
        ],
    )
    def test_one_fault_is_told(self, more: str, code: str) -> None:
        with pytest.raises(PlanFileError) as caught:
            loads(f"{HEAD}{more}\n")
        (fault,) = caught.value.faults

        assert fault.code == code
        assert fault.line > 2
        assert len(str(fault)) < 500
        assert str(fault).isprintable()

    @pytest.mark.parametrize(
        "more",
        [
            'note = "a\\tb\\nc"',
            'note = """\n  nhiều dòng\n"""',
            f'note = "{"ề" * 20_000}"',
            f'note = "{"e" + chr(0x302) + chr(0x300)}"',
            'note = "\u3000\u00a0\u200b"',
            "[[task]]\nid = 'a'\ntitle = 'T'\nafter = 'a  +5wd '",
            '[[task]]\nid = "a"\ntitle = "T"\nevery = "FREQ=MONTHLY;BYMONTHDAY=15"',
        ],
    )
    def test_what_is_harmless_is_read(self, more: str) -> None:
        assert isinstance(loads(f"{HEAD}{more}\n"), Plan)

    def test_a_long_cycle_is_told_briefly(self) -> None:
        rows = "".join(
            f'[[unit]]\nid = "u-{i}"\nname = "U"\nwithin = "u-{(i + 1) % 5_000}"\n'
            for i in range(5_000)
        )
        with pytest.raises(PlanFileError) as caught:
            loads(HEAD + rows)
        (fault,) = caught.value.faults

        assert "u-0 → u-1 → " in str(fault)
        assert str(fault).endswith(" → … → u-0; remove one of its links")

    def test_many_faults_are_cut_off(self) -> None:
        rows = "".join(f'[[task]]\nid = "t-{i}"\ntitle = "T"\nx = 1\n' for i in range(1_100))
        with pytest.raises(PlanFileError) as caught:
            loads(HEAD + rows)

        assert len(caught.value.faults) == 1_000

    def test_many_references_that_do_not_fit_are_cut_off(self) -> None:
        rows = "".join(
            f'[[task]]\nid = "t-{i}"\ntitle = "T"\nserves = ["g-{i}", "h-{i}"]\n'
            for i in range(600)
        )
        with pytest.raises(PlanFileError) as caught:
            loads(HEAD + rows)

        assert len(caught.value.faults) == 1_000
        assert caught.value.references_checked

    def test_many_slips_of_a_large_file_are_cut_off(self) -> None:
        slips = "".join(
            f'[[task]]\nid = "t-{i}"\ntitle = "T"\ndue = 2024-02-30\n' for i in range(60)
        )
        with pytest.raises(PlanFileError) as small:
            loads(HEAD + slips)
        with pytest.raises(PlanFileError) as large:
            loads(HEAD + slips + "#" * 1024 * 1024)

        assert len(small.value.faults) == 50
        assert len(large.value.faults) == 3
