import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.reports.drawing.lettering import ELLIPSIS, plain, width_of, wrapped
from tests.reports.drawing.drawn import HELVETICA, HELVETICA_BOLD, metrics


def test_widths_are_no_less_than_helvetica_s_own():
    for character, width in metrics(HELVETICA).items():
        assert width_of(character, 1000) >= width, character
    for character, width in metrics(HELVETICA_BOLD).items():
        assert width_of(character, 1000, is_bold=True) >= width, character


def test_widths_of_words_are_at_most_a_quarter_above_helvetica_s():
    widths = metrics(HELVETICA)
    for text in (
        "Leapmotor International",
        "Zhejiang Leapmotor Technology Co., Ltd.",
        "21% / 20 %",
    ):
        own = sum(widths[each] for each in text)
        assert own <= width_of(text, 1000) <= own * 5 // 4


@pytest.mark.parametrize(
    ("text", "least"),
    [("零跑", 2000), ("한국", 2000), ("é", 556), ("Œ", 900), ("½", 800), ("🚗", 1250), ("﷽", 8000)],
)
def test_other_letters_have_room(text, least):
    assert width_of(text, 1000) >= least


def test_marks_take_no_room_of_their_own():
    assert width_of("e\u0301\u0323", 12) == width_of("e", 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Alfa \t\n Romeo ", "Alfa Romeo"),
        ("A\u0000\u0008\u001b[31m\u007f\u0085B", "A[31m B"),
        ("\u202egpj.exe\u202c", "gpj.exe"),
        ("no\ufffe\uffff\U0001fffe", "no"),
        ("\u200b\u200d\ufeff", ""),
        ("two \u200b words", "two words"),
        ("zal" + "\u0335" * 50 + "go", "zal" + "\u0335" * 3 + "go"),
        ("零跑 汽车", "零跑 汽车"),
    ],
)
def test_text_is_made_plain(text, expected):
    assert plain(text) == expected


@given(st.text())
def test_plain_text_is_of_one_line_of_what_xml_can_hold(text):
    found = plain(text)
    assert found == plain(found)
    assert len(found.splitlines()) <= 1
    assert all(
        each in "\t\n\r" or 0x20 <= ord(each) <= 0xD7FF or 0xE000 <= ord(each) != 0xFFFE < 0x110000
        for each in found
    )


@given(st.text(min_size=1).map(plain).filter(bool), st.integers(20, 200), st.integers(1, 4))
def test_lines_keep_to_the_width_and_lose_nothing_unless_cut(text, width, lines):
    found = wrapped(text, width, 12, lines)
    assert 1 <= len(found) <= lines
    for line in found[:-1]:
        assert line
        assert width_of(line, 12) <= width or len(plain(line)) <= 4
    if not found[-1].endswith(ELLIPSIS):
        assert "".join(found).replace(" ", "") == text.replace(" ", "")


def test_lines_break_at_spaces():
    assert wrapped("Donau Dampf Schiff", 60, 12, 3) == ("Donau", "Dampf", "Schiff")


def test_a_word_too_long_for_a_line_breaks_in_itself():
    assert wrapped("aaaaaaaaaa", 40, 12, 3) == ("aaaaa", "aaaaa")


def test_what_does_not_fit_is_cut_with_an_ellipsis_within_the_width():
    found = wrapped("Participations of the Second Kingdom", 90, 12, 1)
    assert found == ("Participatio…",)
    assert width_of(found[0], 12) <= 90


def test_a_mark_stays_with_its_letter():
    text = "e\u0301" * 10
    for line in wrapped(text, 30, 12, 9):
        assert not line.startswith("\u0301")


def test_nothing_has_no_lines():
    assert wrapped("", 100, 12, 3) == ()
