"""The example notebook runs from top to bottom, says what it promises, and is stored clean."""

from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbformat reads notebooks")
nbclient = pytest.importorskip("nbclient", reason="nbclient runs notebooks")
pytest.importorskip("ipykernel", reason="ipykernel is what notebooks run in")
pytest.importorskip("pandas", reason="the notebook makes a data frame")

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "examples" / "kiem-tra-ke-hoach.ipynb"
#: Before the first cell: a warning of ours or of an engine fails the cell that provokes it.
STRICT = "import warnings\nwarnings.simplefilter('error')"

Node = Any  # nbformat's cells are dicts that know their keys as attributes


@pytest.fixture(name="run", scope="module")
def fixture_run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Node]:
    """Return the cells by id, run in the notebook's own folder, as Jupyter does."""
    home = str(tmp_path_factory.mktemp("home"))
    with pytest.MonkeyPatch.context() as patch:
        # Nothing of whoever runs the tests: neither settings nor history.
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
            patch.setenv(name, home)
        notebook = nbformat.read(NOTEBOOK, as_version=4)
        notebook.cells.insert(0, nbformat.v4.new_code_cell(STRICT, id="strict"))
        client = nbclient.NotebookClient(
            notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}
        )
        client.execute()
    return {cell.id: cell for cell in notebook.cells}


def page(cell: Node) -> str:
    """Return the page that a cell shows."""
    (shown,) = (out for out in cell.outputs if out.output_type == "execute_result")
    html: str = shown.data["text/html"]
    return html


def test_every_cell_shows_what_it_is_about(run: dict[str, Node]) -> None:
    for id, words in {
        "doc-ke-hoach": "Phòng Văn hóa và Thông tin huyện Văn Quan",
        "ra-soat": "51 cần xem xét",
        "sau-ro": "Bảng 6 rõ",
        "co-quan": "Trung tâm VH, TT&amp;TT huyện",
        "bang": "task-without-deadline",
        "sau-sap-xep": "ORG005",
        "gia-su-thoi-han": "TIM001",
        "duong-gang": "02/3/2026 đến 24/8/2026",
        "dau-viec": "sắp đến hạn",
        "gia-su-mong": "TIM014",
        "tien-do-cham": "trễ hạn",
    }.items():
        assert words in page(run[id]), id


def test_the_what_if_says_both_ends(run: dict[str, Node]) -> None:
    (printed,) = (out.text for out in run["gia-su-mong"].outputs if out.output_type == "stream")
    before, after = printed.splitlines()
    assert before == "Trước / before: 24/08/2026"
    assert after == "Sau / after:    11/09/2026"


def test_where_no_page_is_shown_there_is_a_line(run: dict[str, Node]) -> None:
    (shown,) = run["doc-ke-hoach"].outputs
    assert shown.data["text/plain"] == "<Plan vq-27cttu-2024: 12 tasks>"


def test_the_notebook_is_stored_without_what_a_run_leaves() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert [cell.outputs for cell in code] == [[]] * len(code)
    assert {cell.execution_count for cell in code} == {None}
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
