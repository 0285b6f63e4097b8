"""Settings: found by nearness, strict about every key, laid over each other, and able to say where each came from."""

import json
from pathlib import Path

import jsonschema
import pytest
from repo.papers import paper, tradelint
from tradelint.config_load import load, nearest
from tradelint.config_schema import schema
from tradelint.errors import UsageError


def settings(folder: Path, text: str, name: str = "tradelint.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    nearest.cache_clear()
    return path


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('profle = "strict"', "line 1: unknown key 'profle'; did you mean 'profile'?"),
        ("[waivers]\nmax_days = 3", "line 2: unknown key 'max_days' in [waivers]; did you mean 'max-days'?"),
        ('[[overrides]]\npaths = ["a"]\nprofil = "strict"', "unknown key 'profil' in [[overrides]] number 1"),
        ("[rules.PAY003]\nmax-depost = 20", "PAY003 has no option 'max-depost'; did you mean 'max-deposit'?"),
        ('[rules.PAY003]\nmax-deposit = "much"', "PAY003: option 'max-deposit'"),
        ("[rules.PAY03]\nmax-deposit = 20", "no rule is called 'PAY03'"),
        ('ignore = ["deposit-above-treshold"]', "did you mean deposit-above-threshold"),
        ('[severity]\nPAY003 = "fatal"', "invalid enum value 'fatal'"),
        ('select = "PAY"', "select: expected a list or nothing, got text"),
        ('[[supplier]]\ncountry = "CN"', "[[supplier]] number 1 needs the key 'name'"),
        ('[[overrides]]\nprofile = "strict"', "needs paths, kinds or parties"),
        ("profile = strict", "no TOML"),
    ],
)
def test_what_is_not_understood_is_an_error_that_names_the_key(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UsageError) as error:
        load(settings(tmp_path, text))
    assert says in str(error.value)
    assert error.value.exit_code == 2


def test_the_nearest_file_wins_and_pyproject_needs_its_table(tmp_path: Path) -> None:
    top = settings(tmp_path, 'profile = "strict"')
    settings(tmp_path / "deals", "[tool.other]\nx = 1", "pyproject.toml")
    assert nearest(tmp_path / "deals" / "acme") == top
    own = settings(tmp_path / "deals", '[tool.tradelint]\nside = "seller"', "pyproject.toml")
    assert nearest(tmp_path / "deals" / "acme") == own
    assert load(own).config.side == "seller" and load(own).config.profile == "recommended"
    hidden = settings(tmp_path / "deals", 'fail-on = "warning"', ".tradelint.toml")
    assert nearest(tmp_path / "deals" / "acme") == hidden


def test_options_levels_and_families_reach_the_rules(tmp_path: Path) -> None:
    config = load(
        settings(
            tmp_path, '[rules.deposit-above-threshold]\nmax-deposit = 20\n[severity]\nPAY = "off"\nPAY003 = "error"'
        )
    ).config
    assert "PAY001" in config.ignore and "PAY003" not in config.ignore
    assert config.severity == {"PAY003": "error"}
    (tmp_path / "pi.txt").write_text(paper(30), "utf-8")
    done = tradelint("check", tmp_path / "pi.txt", "--format", "jsonl", "--select", "PAY")
    (found,) = json.loads(done.out)["findings"]
    assert (found["code"], found["severity"], done.code) == ("PAY003", "error", 1)


def test_overrides_fit_by_path_kind_and_party_and_the_later_wins(tmp_path: Path) -> None:
    settings(
        tmp_path,
        """
[rules.PAY003]
max-deposit = 10
[[overrides]]
paths = ["trusted/**"]
rules.PAY003.max-deposit = 40
[[overrides]]
parties = ["Tidewell Housewares"]
kinds = ["proforma_invoice"]
severity = { PAY003 = "info" }
[[overrides]]
paths = ["trusted/**"]
severity = { PAY003 = "error" }
""",
    )
    (tmp_path / "trusted").mkdir()
    (tmp_path / "trusted" / "pi.txt").write_text(paper(30), "utf-8")
    (tmp_path / "over.txt").write_text(paper(50), "utf-8")
    (tmp_path / "other.txt").write_text(paper(50).replace("Tidewell", "Brookfold"), "utf-8")
    (tmp_path / "trusted" / "over.txt").write_text(paper(50), "utf-8")
    done = tradelint("check", tmp_path, "--format", "jsonl", "--select", "PAY003")
    levels = {
        Path(document["path"]).relative_to(tmp_path).as_posix(): [f["severity"] for f in document["findings"]]
        for document in map(json.loads, done.out.splitlines())
    }
    assert levels == {
        "other.txt": ["warning"],
        "over.txt": ["info"],
        "trusted/over.txt": ["error"],
        "trusted/pi.txt": [],
    }


def test_each_folder_follows_its_own_settings_in_one_run(tmp_path: Path) -> None:
    settings(tmp_path, 'ignore = ["PAY003"]')
    settings(tmp_path / "new", "")
    for folder in (tmp_path, tmp_path / "new"):
        (folder / "pi.txt").write_text(paper(50), "utf-8")
    done = tradelint("check", tmp_path, "--format", "jsonl", "--select", "PAY")
    documents = [json.loads(line) for line in done.out.splitlines()]
    assert [[f["code"] for f in d["findings"]] for d in documents] == [[], ["PAY003"]]
    assert "PAY003" in tradelint("check", tmp_path, "--format", "concise", "--no-config").out


def test_show_names_the_source_of_every_value(tmp_path: Path) -> None:
    settings(
        tmp_path,
        'profile = "strict"\nignore = ["LAW"]\n[[overrides]]\nparties = ["Tidewell Housewares"]\nside = "seller"\nignore = ["PKG"]',
    )
    (tmp_path / "pi.txt").write_text(paper(), "utf-8")
    done = tradelint(
        "config", "show", "pi.txt", "--fail-on", "warning", "--set", "small-order=900", "--json", cwd=tmp_path
    )
    shown = {key: (entry["value"], entry["source"]) for key, entry in json.loads(done.out).items()}
    assert shown["profile"] == ("strict", "tradelint.toml")
    assert shown["side"] == ("seller", "tradelint.toml, overrides 1")
    assert shown["fail-on"] == ("warning", "--fail-on")
    assert shown["small-order"] == (900, "--set small-order")
    assert shown["ignore"] == (["LAW", "PKG"], "tradelint.toml, tradelint.toml, overrides 1")
    assert shown["baseline.file"] == ("tradelint-baseline.json", "default")
    assert "small-order" in tradelint("config", "show", cwd=tmp_path).out


def test_the_schema_accepts_what_is_accepted_and_knows_every_option(tmp_path: Path) -> None:
    whole = json.loads(tradelint("config", "schema").out)
    assert whole == json.loads(json.dumps(schema()))
    jsonschema.Draft202012Validator.check_schema(whole)
    good = {
        "profile": "strict",
        "rules": {"PAY003": {"max-deposit": 20}},
        "overrides": [{"paths": ["a/**"], "kind": "sales_contract"}],
        "supplier": [{"name": "Tidewell", "limit": 10000}],
    }
    jsonschema.validate(good, whole)
    for bad in ({"profle": "strict"}, {"rules": {"PAY003": {"max-depost": 1}}}, {"supplier": [{}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, whole)


HOUSE_RULE = """
[[house-rule]]
code = "HSE001"
name = "{name}"
title = "the inspection may not be given up"
why = "we pay against the report"
forbid = ["inspection ... waived"]
forbid-zh = ["放弃检验"]
severity = "error"
bad = ["The inspection by SGS is hereby waived.", "买方放弃检验。"]
good = [{good}]
"""


def test_a_house_rule_is_a_rule_like_any_other(tmp_path: Path) -> None:
    settings(tmp_path, HOUSE_RULE.format(name="no-waived-inspection", good='"The inspection is not waived."'))
    assert "1 house rule hold" in tradelint("config", "check", cwd=tmp_path).out
    (tmp_path / "pi.txt").write_text(paper() + "3. Inspection before shipment is waived by the Buyer.\n", "utf-8")
    done = tradelint("check", "pi.txt", "--format", "jsonl", "--select", "HSE", cwd=tmp_path)
    (found,) = json.loads(done.out)["findings"]
    assert (found["code"], found["severity"], found["quote"]) == (
        "HSE001",
        "error",
        "Inspection before shipment is waived",
    )
    assert tradelint("check", "pi.txt", "--ignore", "no-waived-inspection", "--select", "HSE", cwd=tmp_path).code == 0


def test_examples_of_house_rules_are_tried(tmp_path: Path) -> None:
    settings(tmp_path, HOUSE_RULE.format(name="no-waived-inspection", good='"Inspection is waived if late."'))
    done = tradelint("config", "check", cwd=tmp_path)
    assert done.code == 2 and "HSE001" in done.out and "good example 1" in done.out
    settings(tmp_path, HOUSE_RULE.format(name="No Waived", good='"x"'))
    assert "small letters" in tradelint("config", "check", cwd=tmp_path).err


def test_a_required_phrase_counts_in_either_language(tmp_path: Path) -> None:
    settings(
        tmp_path,
        """
[[house-rule]]
code = "HSE002"
name = "our-law"
title = "English law governs"
why = "our insurer asks for it"
require = ["English law", "laws of England"]
require-zh = ["英国法"]
bad = ["Governing law: Chinese law"]
good = ["This contract is governed by English\\nlaw.", "本合同适用英国法。", "Law: the laws of England and Wales"]
""",
    )
    assert tradelint("config", "check", cwd=tmp_path).code == 0
