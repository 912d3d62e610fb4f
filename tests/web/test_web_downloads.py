"""Products from the outcomes page: linked, sent as files, closed to whoever may not."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import WHO
from starlette.testclient import TestClient

from lineholder.model.errors import BadValue
from lineholder.model.people import GRANTS
from lineholder.web.download import Download
from lineholder.web.downloads import DOWNLOADS

Browse = Callable[[Path], TestClient]


def test_every_link_of_the_page_sends_its_file(county: Path, browse: Browse) -> None:
    with browse(county) as client:
        html = client.get("/outcomes?from=2025-03-01&to=2025-03-31").text
        links = re.findall(r'href="(/outcomes/report/(\w+)\.(\w+)\?[^"]+)" download', html)
        assert len(links) == 12
        for path, kind, form in links:
            answer = client.get(path.replace("&amp;", "&"))
            assert answer.status_code == 200, answer.text
            name = f'attachment; filename="lineholder-{kind}-2025-03-31.{form}"'
            assert answer.headers["content-disposition"] == name
            assert answer.headers["cache-control"] == "no-store"
            start = {"csv": b"\xef\xbb\xbfproduct", "xlsx": b"PK", "pdf": b"%PDF"}[form]
            assert answer.content.startswith(start)
    assert "Counts of 1 to 4 people are left out" in html


def test_a_weekly_sheet_orders_lines_by_harm(county: Path, browse: Browse) -> None:
    with browse(county) as client:
        text = client.get("/outcomes/report/weekly.csv").content.decode("utf-8-sig")
    assert re.search(r"Lines by harm,\w+,Place,1,", text)


def test_what_is_no_product_is_not_found(county: Path, browse: Browse) -> None:
    with browse(county) as client:
        assert client.get("/outcomes/report/annual.docx").status_code == 404
        assert client.get("/outcomes/report/yearly.pdf").status_code == 404


@pytest.mark.parametrize("name", WHO)
def test_a_product_opens_to_whoever_may_read(
    name: str, signed_in: Callable[[str], TestClient]
) -> None:
    with signed_in(name) as client:
        for download in DOWNLOADS:
            answer = client.get(download.path.format(kind="annual", form="csv"))
            assert answer.status_code == (200 if download.permission in GRANTS[WHO[name]] else 403)


def test_a_download_without_a_permission_does_not_build() -> None:
    for download in DOWNLOADS:
        with pytest.raises(BadValue):
            Download(download.path, None, download.make)  # type: ignore[arg-type]
