"""Text to a syntax tree that holds nothing but what expressions may hold."""

import ast
import re
import warnings
from collections.abc import Iterator
from typing import Final

from planrules.model.message import Text
from planrules.rules.expressions.slips import Slip, slip

#: Longest expression, in characters.
LENGTH_LIMIT: Final = 2_000
#: Deepest nesting of an expression.
DEPTH_LIMIT: Final = 60
#: Longest number, in digits.
_DIGITS: Final = 15

_ALLOWED: Final = (
    ast.Expression,
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.UnaryOp,
    ast.Not,
    ast.USub,
    ast.BinOp,
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.Div,
    ast.Compare,
    ast.Eq,
    ast.NotEq,
    ast.Lt,
    ast.LtE,
    ast.Gt,
    ast.GtE,
    ast.In,
    ast.NotIn,
    ast.Is,
    ast.IsNot,
    ast.IfExp,
    ast.Call,
    ast.Attribute,
    ast.Name,
    ast.Load,
    ast.Store,
    ast.Constant,
    ast.GeneratorExp,
    ast.comprehension,
    ast.List,
    ast.Tuple,
)
#: A text in quotes, written in any way and even without its end, or the sign that begins a comment.
_QUOTED: Final = re.compile(
    r""""{3}(?:\\.|[^\\])*?"{3}|'{3}(?:\\.|[^\\])*?'{3}"""
    r"""|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|["'].*|#""",
    re.DOTALL,
)
#: What people call the constructs that they most often try.
_CALLED: Final[dict[type[ast.AST], Text]] = {
    ast.Lambda: Text("lambda", "a lambda"),
    ast.Subscript: Text("chỉ số [ ]", "an index [ ]"),
    ast.Dict: Text("bảng { }", "a table { }"),
    ast.Set: Text("tập hợp { }", "a set { }"),
    ast.ListComp: Text("[… for …]", "[… for …]"),
    ast.SetComp: Text("{… for …}", "{… for …}"),
    ast.DictComp: Text("{… for …}", "{… for …}"),
    ast.JoinedStr: Text('f"…"', 'f"…"'),
    ast.FormattedValue: Text('f"…"', 'f"…"'),
    ast.NamedExpr: Text("phép gán :=", "the assignment :="),
    ast.Starred: Text("dấu *", "a star *"),
    ast.keyword: Text("đối số có tên", "an argument with a name"),
    ast.Await: Text("await", "await"),
    ast.Yield: Text("yield", "yield"),
}
_SIGNS: Final[dict[type[ast.AST], str]] = {
    ast.Pow: "**",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.MatMult: "@",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.Invert: "~",
    ast.UAdd: "+",
}
_QUANTIFIERS: Final = Text(
    "; dùng any(… for …), all(… for …), count(… for …), sum(… for …)",
    "; use any(… for …), all(… for …), count(… for …), sum(… for …)",
)


class Unreadable(Exception):  # noqa: N818 - it carries what is wrong, and is told as a fault
    """An expression that is none.

    Attributes:
        slips: What is wrong with it.
    """

    def __init__(self, *slips: Slip) -> None:
        """Keep what is wrong."""
        super().__init__(*slips)
        self.slips = slips


def read_expression(text: str, /) -> ast.expr:
    """Return the syntax tree of an expression.

    Lines and columns of its nodes are not those of the text: ``offset_of`` gives the offset.

    Raises:
        Unreadable: With everything in it that can't stand in an expression.
    """
    if len(text) > LENGTH_LIMIT:
        limit = Text(f"{LENGTH_LIMIT} ký tự", f"{LENGTH_LIMIT} characters")
        raise Unreadable(slip(0, "EXP011", limit=limit))
    _refuse_comments_and_broken_lines(text)
    blank = len(text) - len(text.lstrip())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python's remarks on escapes and the like
            tree = ast.parse(_one_line(text), mode="eval")
    except SyntaxError as error:
        offset = _characters(text, max(0, (error.offset or 1) - 1 + blank))
        raise Unreadable(slip(offset, "EXP001")) from None
    except (ValueError, RecursionError, MemoryError):
        raise Unreadable(slip(0, "EXP001")) from None
    if _depth(tree) > DEPTH_LIMIT:
        limit = Text(f"{DEPTH_LIMIT} tầng", f"{DEPTH_LIMIT} levels")
        raise Unreadable(slip(0, "EXP011", limit=limit))
    slips = tuple(dict.fromkeys(_all_refused(tree, text)))
    if slips:
        raise Unreadable(*slips)
    return tree.body


def offset_of(node: ast.AST, text: str, /) -> int:
    """Return where a node of an expression begins, in characters of its text."""
    column: int = getattr(node, "col_offset", 0)
    blank = len(text) - len(text.lstrip())
    return blank + len(
        text[blank:].encode("utf-8", "surrogatepass")[:column].decode("utf-8", "ignore")
    )


def source_of(node: ast.AST, text: str, /) -> str:
    """Return the words of a node as they are written, on one line."""
    start = offset_of(node, text)
    blank = len(text) - len(text.lstrip())
    data = text[blank:].encode("utf-8", "surrogatepass")
    end = blank + len(data[: getattr(node, "end_col_offset", None) or 0].decode("utf-8", "ignore"))
    return re.sub(r"\s+", " ", text[start:end])


def _one_line(text: str) -> str:
    """Return the text on one line, every character in its place but for spaces before it."""
    return re.sub(r"[\r\n]", " ", text.lstrip())


def _characters(text: str, offset: int) -> int:
    return min(offset, max(0, len(text) - 1))


def _refuse_comments_and_broken_lines(text: str) -> None:
    """Refuse what is read otherwise on one line: a ``#`` outside of quotes, a line end inside."""
    for match in _QUOTED.finditer(text):
        if match[0] == "#":
            found = Text("chú thích #", "a comment #")
            raise Unreadable(slip(match.start(), "EXP002", found=found))
        if "\n" in match[0] or "\r" in match[0]:
            raise Unreadable(slip(match.start(), "EXP001"))


def _depth(tree: ast.AST) -> int:
    """Return how deeply a tree is nested, without recursion."""
    deepest = 0
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in ast.iter_child_nodes(node)]
    return deepest


def _all_refused(tree: ast.AST, text: str) -> Iterator[Slip]:
    """Yield what is wrong with the nodes of a tree; what a refused one holds is not looked at."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        wrong = _refused(node, text)
        if wrong is None:
            waiting += reversed(list(ast.iter_child_nodes(node)))
        else:
            yield wrong


def _refused(node: ast.AST, text: str) -> Slip | None:
    """Return what is wrong with a node by itself; operators are looked at with what they join."""
    offset = offset_of(node, text)
    for operator in (getattr(node, "op", None), *getattr(node, "ops", ())):
        if operator is not None and not isinstance(operator, _ALLOWED):
            sign = _SIGNS.get(type(operator), type(operator).__name__)
            return slip(offset, "EXP002", found=sign)
    if isinstance(node, ast.operator | ast.cmpop | ast.unaryop | ast.boolop):
        return None
    if not isinstance(node, _ALLOWED):
        found = _CALLED.get(type(node), Text(type(node).__name__, type(node).__name__))
        listing = isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp)
        return slip(offset, "EXP002", found=found, hint=_QUANTIFIERS if listing else "")
    if isinstance(node, ast.Constant) and not _is_plain(node.value):
        return slip(offset, "EXP002", found=ast.unparse(node))
    if isinstance(node, ast.comprehension) and node.is_async:
        return slip(offset, "EXP002", found="async")
    return None


def _is_plain(value: object) -> bool:
    """Return whether a constant is a text, a number of bounded size, true, false or None."""
    if value is None or isinstance(value, bool | str):
        return True
    if isinstance(value, int):
        return abs(value) < 10**_DIGITS
    return isinstance(value, float) and abs(value) < 10**_DIGITS
