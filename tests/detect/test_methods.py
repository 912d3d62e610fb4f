"""Methods: the words of each signal's own module, whole, on one line, and of the right part."""

from lineholder.detect import SIGNALS
from lineholder.detect.methods import methods


def test_there_is_one_method_a_signal_in_their_order():
    assert [m.name for m in methods()] == [s.name for s in SIGNALS]


def test_each_part_is_filled_flat_and_without_the_words_of_the_next():
    for method in methods():
        for part in (method.sentence, method.source, method.blind_to):
            assert part
            assert part == " ".join(part.split())
            assert "Also fires on" not in part
        assert "Source:" not in method.sentence
        assert "Blind to" not in method.source


def test_broadcast_is_said_as_its_module_says_it():
    method = next(m for m in methods() if m.name == "broadcast")
    assert method.sentence.startswith("one number texting many others within minutes")
    assert method.source.startswith("Maidstone Crown Court")
    assert method.blind_to == "adverts sent in an app; lines that call and do not text."
