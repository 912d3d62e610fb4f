from lineholder.storage import derived
from lineholder.storage.derived import Derived, Layer, Made


def test_the_list_comes_back_as_it_was_saved_and_is_replaced_whole(workspace):
    assert derived.load(workspace) is None
    base = Layer(("s1", "s2"), Made("derived/c1.parquet", 3, "d1"), None)
    later = Layer(("s3",), None, Made("derived/p2.parquet", 1, "d2"))
    for saved in (
        Derived("r", "b", (base,), {"paired": 1}),
        Derived("r", "b2", (base, later), {"paired": 2}),
    ):
        derived.save(workspace, saved)
        assert derived.load(workspace) == saved
    assert [m.path for m in derived.files(saved)] == ["derived/c1.parquet", "derived/p2.parquet"]
    assert list((workspace / "tmp").iterdir()) == []


def test_derived_files_count_only_by_the_same_rules_and_from_the_same_records(workspace):
    file = workspace / "derived" / "c1.parquet"
    file.write_bytes(b"x")
    made = Layer(("s1",), Made("derived/c1.parquet", 3, "d1"), None)
    derived.save(workspace, Derived("rules", "basis", (made,), {}))
    assert derived.made_from(workspace, "rules", "basis").files() == [file]
    assert derived.made_from(workspace, "other", "basis") is None
    assert derived.made_from(workspace, "rules", "other") is None
    assert derived.orphans(workspace) == []
    file.rename(file.with_name("c2.parquet"))
    assert derived.made_from(workspace, "rules", "basis") is None
    assert [p.name for p in derived.orphans(workspace)] == ["c2.parquet"]
