"""The drawing of two phones' cells: wedges where the table gives a direction, circles where not, no pins."""

import re
from dataclasses import replace

from answers import pair

from lineholder.model.comparison import Comparison, Fit, Sector
from lineholder.web import areas


def drawn(found: Comparison) -> areas.Drawing:
    made = areas.drawing(found)
    assert made is not None
    return made


def test_a_direction_makes_a_wedge_and_none_a_circle() -> None:
    made = drawn(pair())
    assert [wedge.whose for wedge in made.wedges] == ["first", "second", "second"]
    assert ["L" in wedge.path for wedge in made.wedges] == [True, True, False]
    assert made.unknown_directions == 1
    assert "direction not in the cell table" in made.wedges[2].told
    assert "drawn 120 degrees wide" in made.wedges[1].told


def test_a_wedge_opens_towards_its_azimuth() -> None:
    """North is up, east is right: a cell that faces east has both corners right of its mast."""
    for azimuth, sign_x, sign_y in ((90.0, 1, 0), (270.0, -1, 0), (0.0, 0, -1), (180.0, 0, 1)):
        facing = Sector("A1", None, 51.0, 0.0, azimuth, 60.0, 1, 1)
        made = drawn(replace(pair(), sectors=(facing,), met=()))
        x, y, ax, ay = map(float, re.findall(r"-?[\d.]+", made.wedges[0].path)[:4])
        assert (ax - x) * sign_x >= 0
        assert (ay - y) * sign_y >= 0
        assert abs(ax - x) + abs(ay - y) > 0


def test_distances_keep_one_scale_both_ways() -> None:
    south, north = Sector("S", None, 51.0, 0.0, None, None, 1, 0), None
    north = replace(south, cell="N", lat=51.0 + 10 / areas.KM_PER_DEGREE)
    made = drawn(replace(pair(), sectors=(south, north), met=()))
    tops = [float(re.findall(r"-?[\d.]+", wedge.path)[1]) for wedge in made.wedges]
    assert abs((tops[0] - tops[1]) / 10 - made.bar / made.bar_km) < 0.2


def test_everything_stays_inside_the_picture() -> None:
    for made in (drawn(pair()), areas.close_up(pair())):
        assert made is not None
        for link in made.links:
            assert 0 <= min(link.x1, link.x2) <= max(link.x1, link.x2) <= areas.WIDTH
            assert 0 <= min(link.y1, link.y2) <= max(link.y1, link.y2) <= areas.HEIGHT


def test_what_contradicts_is_drawn_over_what_fits() -> None:
    made = drawn(pair())
    assert [link.fit for link in made.links] == [Fit.FITS, Fit.IMPOSSIBLE]
    assert "30.0 km apart; 1 contradict, 1 impossible" in made.links[1].told


def test_a_close_up_leaves_out_what_is_far() -> None:
    made = areas.close_up(pair())
    assert made is not None
    assert len(made.wedges) == 2
    assert len(made.links) == 1
    near = replace(pair(), sectors=pair().sectors[:2], met=pair().met[1:])
    assert areas.close_up(near) is None, "there is nothing further to leave out"


def test_without_a_placed_cell_there_is_nothing_to_draw() -> None:
    assert areas.drawing(replace(pair(), sectors=(), met=())) is None
