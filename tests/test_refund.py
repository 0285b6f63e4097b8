"""The refund cap: the least of claim, payment, cover and remaining limit; the rest of the price is at risk."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tradelint.refund import Amount, Cover, CurrencyMismatchError, limit_remaining, lots, refund_of


def usd(value: int | str | None) -> Amount | None:
    return None if value is None else Amount(Decimal(value))


def cover(total: int, paid: int, covered: int, limit: int, claim: int, *others: int) -> Cover:
    return Cover(
        Amount(Decimal(total)),
        usd(paid),
        usd(covered),
        usd(limit),
        tuple(Amount(Decimal(o)) for o in others),
        usd(claim),
    )


@pytest.mark.parametrize(
    ("name", "known", "most", "exposure", "bound"),
    [
        ("the supplier's limit", cover(15_000, 15_000, 15_000, 10_000, 15_000), 10_000, 5_000, "limit"),
        ("the balance goes off the platform", cover(15_000, 4_500, 4_500, 60_000, 15_000), 4_500, 10_500, "paid"),
        ("cover before shipment only", cover(3_000, 3_000, 1_500, 20_000, 3_000), 1_500, 1_500, "covered"),
        ("a part is defective", cover(18_400, 18_400, 18_400, 60_000, 7_360), 7_360, 0, "claim"),
        ("two orders share one limit", cover(8_000, 8_000, 8_000, 10_000, 8_000, 7_000), 3_000, 5_000, "limit"),
    ],
)
def test_the_cases_of_the_platform(name: str, known: Cover, most: int, exposure: int, bound: str) -> None:
    refund = refund_of(known)
    assert refund.most == usd(most), name
    assert refund.exposure == usd(exposure), name
    assert bound in refund.bound_by
    assert refund.unknown == ()


def test_what_is_unknown_is_left_out_and_named() -> None:
    refund = refund_of(Cover(Amount(Decimal(12_000)), paid=usd(3_600)))
    assert refund.most == usd(3_600) and refund.bound_by == ("paid",)
    assert refund.exposure == usd(8_400)
    assert refund.unknown == ("claim", "covered", "limit")


def test_of_an_order_of_which_nothing_is_known_nothing_is_said() -> None:
    refund = refund_of(Cover(Amount(Decimal(12_000))))
    assert refund.most is None and refund.exposure is None and refund.bound_by == ()


def test_a_claim_alone_says_nothing_of_the_exposure() -> None:
    assert refund_of(Cover(Amount(Decimal(12_000)), claim=usd(900))).exposure is None


def test_all_bounds_that_hold_are_named() -> None:
    assert refund_of(cover(15_000, 4_500, 4_500, 60_000, 15_000)).bound_by == ("paid", "covered")


def test_a_used_up_limit_gives_nothing_back() -> None:
    refund = refund_of(cover(8_000, 8_000, 8_000, 10_000, 8_000, 7_000, 9_000))
    assert refund.remaining == usd(0) and refund.most == usd(0) and refund.exposure == usd(8_000)


def test_currencies_are_never_mixed() -> None:
    with pytest.raises(CurrencyMismatchError, match=r"EUR 10,000\.00"):
        refund_of(Cover(Amount(Decimal(15_000)), limit=Amount(Decimal(10_000), "EUR")))


def test_a_negative_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        refund_of(Cover(Amount(Decimal(15_000)), paid=usd(-1)))


@pytest.mark.parametrize(("total", "left", "expected"), [(15_000, 10_000, 2), (20_000, 10_000, 2), (20_001, 10_000, 3)])
def test_the_price_is_split_into_orders_that_fit(total: int, left: int, expected: int) -> None:
    assert lots(Amount(Decimal(total)), Amount(Decimal(left))) == expected
    assert lots(Amount(Decimal(total)), Amount(Decimal(0))) is None


def test_an_unknown_limit_leaves_no_remainder() -> None:
    assert limit_remaining(None, ()) is None


MONEY = st.decimals(min_value=0, max_value=10**7, places=2)


@given(MONEY, MONEY, MONEY, MONEY, MONEY)
def test_a_refund_never_passes_what_was_paid_and_covers_with_the_exposure_the_price(
    total: Decimal, paid: Decimal, covered: Decimal, limit: Decimal, claim: Decimal
) -> None:
    refund = refund_of(Cover(Amount(total), Amount(paid), Amount(covered), Amount(limit), (), Amount(claim)))
    assert refund.most is not None and refund.exposure is not None
    assert refund.most.value <= min(paid, covered, limit, claim)
    assert refund.exposure.value + min(paid, covered, limit) >= total
