"""A sample is stated once it can be told from any other; any mention is weak, a sample fee none."""

from __future__ import annotations

import pytest
from goods_paper import assert_reads, facts_of

WORDINGS = [
    ("sample_approval", "stated", "s-0412", "Quality as per reference sample S-0412 signed 2026-10-20"),
    (
        "sample_approval",
        "stated",
        "bw-114-s2",
        "Quality as per sealed sample BW-114-S2 signed 2026-10-20, one held by each Party",
    ),
    ("sample_approval", "weak", "", "Quality as per approved sample"),
    ("sample_approval", "weak", "", "质量以确认样为准"),
    ("sample_approval", "stated", "k-07", "质量按封样K-07执行"),
    (
        "sample_approval",
        "weak",
        "",
        "Mass production starts only after the Buyer's written approval of the pre-production sample; lead time counts from that approval.",
    ),
    ("sample_approval", "weak", "", "买方书面确认产前样后方可大货生产。"),
    ("sample_approval", "absent", "", "Sample order, 2 pcs"),
    ("sample_approval", "absent", "", "样品费:USD 50"),
    ("sample_approval", "absent", "", "Sampling according to ISO 2859-1"),
    ("sample_approval", "weak", "", "Goods to match the sample provided"),
    ("sample_approval", "stated", "", "Approved sample dated 12 March 2026 prevails"),
    ("sample_approval", "stated", "lf-118", "封样编号:LF-118,双方各执一份"),
    ("sample_approval", "absent", "", "SAMPLE PROFORMA INVOICE"),
    ("sample_approval", "weak", "", "PP sample required before mass production"),
    ("sample_approval", "weak", "", "Seller to send 2 counter samples for confirmation"),
    ("sample_approval", "absent", "placeholder", "Sample approval: ______"),
    ("sample_approval", "weak", "", "質量與樣品一致"),
    ("sample_approval", "stated", "a-17", "Goods must be identical with the sample A-17 approved on 3 May 2026."),
    ("sample_approval", "weak", "", "We will send you one PPS for OK before starting bulk."),
    ("sample_approval", "weak", "", "大货须与确认样一致"),
    ("sample_approval", "stated", "2026", "样品于2026年5月3日经双方封样确认"),
    ("sample_approval", "weak", "", "Lab dips to be submitted for approval"),
    ("sample_approval", "absent", "", "Random samples are drawn by SGS per ISO 2859-1."),
    ("sample_approval", "absent", "", "No sample is provided."),
    ("sample_approval", "weak", "", "Prototype approval needed prior to tooling"),
    ("sample_approval", "stated", "ls-9", "Sealed reference sample no. LS-9 is kept by the Buyer"),
    ("sample_approval", "weak", "", "Quality: same as sample"),
    ("sample_approval", "stated", "gs-2201", "以双方签封的样品GS-2201为验收依据"),
]


@pytest.mark.parametrize(("name", "state", "words", "text"), WORDINGS)
def test_a_wording_is_read_as_a_person_reads_it(name: str, state: str, words: str, text: str) -> None:
    assert_reads(text, name, state, words)


def test_a_date_by_which_a_sample_is_sent_does_not_identify_it() -> None:
    sample = facts_of("Seller sends pre-production samples by 15 January 2027 for approval.").quality.samples[0]
    assert not sample.identified


def test_an_impossible_date_does_not_identify_a_sample() -> None:
    assert not facts_of("Quality as per approved sample signed 31 September 2026.").quality.samples[0].identified


def test_production_waits_for_the_approval() -> None:
    assert facts_of("买方书面确认产前样后方可大货生产。").quality.samples[0].gate
