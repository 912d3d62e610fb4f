"""Before and after: the figures, the warning about effort, and no reason without a comparison."""

import html
import re

import pytest

AT = "/outcomes/effect?measure=admissions&day=2025-04-01&area=North"
CAUSAL = re.compile(
    r"caus|because|due to|led to|thanks|result of|effect of|reduc|prevent|impact", re.I
)


def told(text):
    return html.unescape(re.sub(r"<[^>]+>", " ", text.split("<main", 1)[1].split("</main>")[0]))


def test_beside_a_comparison_the_difference_and_its_interval_are_said(county, browse):
    with browse(county) as client:
        text = client.get(f"{AT}&beside=South").text
    assert "North changed by 3.0 a period less than South (95 % interval" in text
    assert "rises with effort" in text
    assert len(re.findall(r'href="/rows/\w+" data-rows', text)) == 4
    assert '<svg class="curves"' in text


@pytest.mark.parametrize("beside", ["", "&beside="])
def test_without_a_comparison_no_word_gives_a_reason(county, browse, beside):
    with browse(county) as client:
        text = told(client.get(AT + beside).text)
    assert "This says nothing of why." in text
    assert "No comparison area" in text
    assert not CAUSAL.search(text)


def test_nothing_asked_shows_the_form_and_nothing_held_says_what_to_load(county, bare, browse):
    with browse(county) as client:
        text = client.get("/outcomes/effect").text
    assert "Set side by side" in text
    assert '<svg class="curves"' not in text
    with browse(bare) as client:
        assert "date,area,value,measure" in client.get("/outcomes/effect").text


def test_a_series_of_one_day_is_told_and_not_drawn(county, browse):
    with browse(county) as client:
        late = client.get(AT.replace("2025-04-01", "2031-01-01")).text
    assert "values on one side of 2031-01-01 only" in html.unescape(late)
