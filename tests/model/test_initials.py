"""Initials by which somebody signs: of a name, and of nothing that stands beside it."""

import pytest

from ua_gen.model import Sender


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Marie-Anne Weber", "M.-A. W."),
        ("Piet de Vries", "P. d. V."),
        ("Prof. Dr. Kim Sample", "K. S."),
        ("Mary & John Sample", "M. & J. S."),
        ("Kim Sample und Jo Muster", "K. S. und J. M."),
        ("Mr and Mrs K. Sample", "K. S."),
        ("Familie Muster", "Familie M."),
        ("Kim Sample, MBE, PhD", "K. S."),
        ("Kim Sample Jr.", "K. S."),
        ("ʻIolani Sample", "I. S."),
        ("d’Alembert Kim", "A. K."),
        ('Kim "Kit" Sample', "K. K. S."),
        ("(Kim) Sample", "K. S."),
        ("किरण शर्मा", "कि. श."),
        ("E\u0301mile Sample", "É. S."),
        ("吉田 太郎", "吉. 太."),
        ("Анна И. Петрова", "А. И. П."),
        ("И", "И."),
        ("Dr", "D."),
        ("Suharto", "S."),
    ],
)
def test_initials(name: str, shown: str) -> None:
    assert Sender(name=name).initials == shown
