"""Vocabulary phrases are found in any case, glued, bilingual, and every match maps back to the paper's own text."""

import pytest
from tradelint.facts.fold import fold
from tradelint.facts.words import find_phrases, tokenize


def hits(text: str, prefix: str) -> list[tuple[str, str]]:
    return [
        (hit.id, text[hit.span.start : hit.span.end]) for hit in find_phrases(fold(text)) if hit.key.startswith(prefix)
    ]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("30%T/T", ["30", "%", "T", "/", "T"]),
        ("FOBNingbo", ["FOB", "Ningbo"]),
        ("FOB宁波", ["FOB", "宁", "波"]),
        ("U/Price(USD)", ["U", "/", "Price", "(", "USD", ")"]),
        ("12000PCS", ["12000", "PCS"]),
        ("  a\u00a0b\n", ["a", "b"]),
    ],
)
def test_tokens_follow_the_habits_of_trade_papers(text: str, tokens: list[str]) -> None:
    folded = fold(text).text
    assert [folded[start:end] for start, end in tokenize(folded)] == tokens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("payment by T/T", "T/T"),
        ("PAYMENT BY ｔ／ｔ", "ｔ／ｔ"),
        ("以電匯支付", "電匯"),
        ("以电汇支付", "电汇"),
        ("by  telegraphic\ntransfer", "telegraphic\ntransfer"),
    ],
)
def test_phrases_are_found_in_the_papers_own_words(text: str, found: str) -> None:
    assert ("TT", found) in hits(text, "payment_methods.TT")


def test_of_overlapping_hits_of_one_list_only_the_longest_counts() -> None:
    assert hits("Payment: irrevocable letter of credit", "payment_methods.LC") == [("LC", "letter of credit")]


def test_rows_of_hashes_match_like_documents() -> None:
    """The matcher is filled with ready-made token hashes; spaCy must make the same of real documents."""
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from tradelint.facts.words import _pipeline

    text = "Payment terms: 30% T/T deposit, balance against copy of B/L. 付款方式: 電匯"
    folded = fold(text).text
    words = [folded[start:end] for start, end in tokenize(folded)]
    vocab, matcher = _pipeline()
    ours = {
        tuple(match[1:])
        for match in matcher(Doc(vocab, words=words))
        if vocab.strings[match[0]] == "payment_methods.TT.aliases"
    }
    other = PhraseMatcher(spacy.blank("en").vocab, attr="LOWER")
    other.add("x", [Doc(other.vocab, words=["t", "/", "t"]), Doc(other.vocab, words=["电", "汇"])])
    assert ours == {tuple(match[1:]) for match in other(Doc(other.vocab, words=words))}
