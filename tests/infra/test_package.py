"""The zip holds what the functions read, and equal sources make equal zips."""

import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from infra import interpreter, wheels
from infra.package import ROOT, compiled, write_zip
from infra.template import PROJECTS


def _install(site: Path, name: str, files: list[str], requires: tuple[str, ...] = ()) -> None:
    info = site / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    for file in files:  # newer Pythons list only what is there
        if not file.startswith(".."):
            (site / file).parent.mkdir(parents=True, exist_ok=True)
            (site / file).touch()
    (info / "METADATA").write_text(
        "\n".join(
            [
                "Metadata-Version: 2.1",
                f"Name: {name}",
                "Version: 1.0",
                *(f"Requires-Dist: {need}" for need in requires),
                "",
            ]
        )
    )
    (info / "RECORD").write_text(
        "".join(f"{file},,\n" for file in [*files, f"{info.name}/METADATA", f"{info.name}/RECORD"])
    )


def _shipped(site: Path, *roots: str) -> set[str]:
    return {str(file) for file in wheels.shipped_files(site, list(roots)) if ".dist-info" not in str(file)}


def test_what_a_root_needs_is_shipped_and_what_only_chalices_command_line_needs_is_not(
    tmp_path: Path,
) -> None:
    _install(tmp_path, "Root_Package", ["root.py"], ("needed>=1", "optional ; extra == 'more'"))
    _install(tmp_path, "needed", ["needed.py"])
    _install(tmp_path, "optional", ["optional.py"])
    _install(tmp_path, "chalice", ["chalice/app.py", "chalice/cli/__init__.py"], ("inquirer",))
    _install(tmp_path, "inquirer", ["inquirer.py"])
    assert _shipped(tmp_path, "root-package", "chalice") == {"root.py", "needed.py", *wheels.CHALICE_RUNTIME}


def test_of_botocore_only_the_services_in_use_are_shipped(tmp_path: Path) -> None:
    files = [
        "botocore/session.py",
        "botocore/data/endpoints.json",
        "botocore/data/sqs/2012/a.json",
        "botocore/data/ec2/2016/a.json",
    ]
    _install(tmp_path, "botocore", files)
    assert _shipped(tmp_path, "botocore") - wheels.CHALICE_RUNTIME == set(files[:3])


def test_tests_stubs_scripts_and_caches_stay_at_home(tmp_path: Path) -> None:
    gone = ["a/tests/test_a.py", "a/__pycache__/a.pyc", "a/a.pyi", "../../bin/a"]
    _install(tmp_path, "a", ["a/a.py", *gone])
    assert _shipped(tmp_path, "a") - wheels.CHALICE_RUNTIME == {"a/a.py"}


def test_roots_are_the_names_without_comments_markers_and_versions(tmp_path: Path) -> None:
    listed = tmp_path / "some.in"
    listed.write_text(
        "# why\n-r other.in\nBoto3>=1\npython_ulid  # ids\npyjwt[crypto] ; python_version > '3'\n"
    )
    assert wheels.roots(listed) == ["boto3", "python-ulid", "pyjwt"]


def test_equal_files_make_equal_zips_whenever_they_were_written(tmp_path: Path) -> None:
    zips = []
    for number, mode in enumerate((0o600, 0o755)):
        folder = tmp_path / str(number)
        for name in sorted(("b/c.py", "a.py"), reverse=bool(number)):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(name)
            (folder / name).chmod(mode)
        write_zip(folder, tmp_path / f"{number}.zip")
        zips.append((tmp_path / f"{number}.zip").read_bytes())
    assert zips[0] == zips[1]


def test_what_no_function_reads_of_a_library_stays_at_home(tmp_path: Path) -> None:
    gone = [
        "PIL/_avif.cpython-313.so",
        "cffi/api.py",
        "pypinyin/phrases_dict.json",
        "pillow.libs/libavif-1.so",
    ]
    gone += ["aws_lambda_powertools/utilities/parser/x.py", "aws_lambda_powertools/event_handler/x.py"]
    kept = ["PIL/Image.py", "_cffi_backend.so", "aws_lambda_powertools/utilities/jmespath_utils/x.py"]
    kept += ["aws_lambda_powertools/utilities/__init__.py", "pypinyin/pinyin_dict.json"]
    _install(tmp_path, "a", [*gone, *kept])
    assert _shipped(tmp_path, "a") - wheels.CHALICE_RUNTIME == set(kept)


def test_a_zip_carries_each_module_once_compiled_and_no_source(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "__init__.py").touch()
    (tmp_path / "room" / "part.py").write_text("ANSWER = 42")
    (tmp_path / "room" / "words.json").write_text("{}")
    compiled(tmp_path)
    files = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert files == {"room/__init__.pyc", "room/part.pyc", "room/words.json"}
    script = "import sys; sys.path.insert(0, sys.argv[1]); from room.part import ANSWER; print(ANSWER)"
    assert (
        interpreter.run([sys.executable, "-ISc", script, str(tmp_path)], capture_output=True).stdout == "42\n"
    )


WITHOUT = "import sys; sys.modules.update(dict.fromkeys(sys.argv[1:])); import infra.package"


def test_packaging_needs_nothing_that_its_own_environment_lacks() -> None:
    """Where another Python than the suite's packages, it has what the projects' locks name and no more."""
    locked = {name for project in PROJECTS for name in wheels.roots(ROOT / "requirements" / f"{project}.txt")}
    lacking = [
        module
        for module, names in packages_distributions().items()
        if locked.isdisjoint(name.lower().replace("_", "-") for name in names)
    ]
    assert "cfnlint" in lacking
    interpreter.run([sys.executable, "-c", WITHOUT, *lacking], cwd=ROOT)
