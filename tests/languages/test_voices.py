"""Who speaks: one person, several or an organisation, or those who sign a petition."""

import re

import pytest

from ua_gen.languages.frames import frames
from ua_gen.languages.notation import Phrase, Slot

TAGS = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "ru",
    "uk",
    "ky",
    "kk",
    "uz",
    "uz-Cyrl",
    "fa",
    "ar",
    "tg",
    "tk",
    "zh-Hans",
    "tr",
)
# The words by which one person speaks of themself, and several.
ONE = {
    "en": r"\b(I|me|my|am)\b",
    "de": r"\b([Ii]ch|mich|mir|meine?[mnrs]?)\b",
    "fr": r"\b([Jj]e|j’|me|m’|mon|ma|mes|moi)\b|\b[jm]’",
    "es": r"\b([Yy]o|[Mm]e|mi|mis|mí|[Ee]scribo|[Pp]ido|[Aa]gradecería)\b",
    "it": r"\b([Mm]i|me|mio|mia|miei|mie|[Ss]crivo|[Cc]hiedo|ringrazio|ho)\b",
    "pt": r"\b(eu|me|mim|minhas?|meus?|[Ee]screvo|[Pp]eço|[Vv]enho|[Aa]gradeceria)\b",
    "ru": r"\b([Яя]|[Мм]еня|мне|мной|мо[йяюеёимхгоу]+|прошу|благодарю|пишу|обращаюсь)\b",
    "uk": r"(?<!’)\b(я|[Мм]ене|мені|мною|мо[йяюєїгоу]+|прошу|дякую|пишу|[Зз]вертаюся)\b",
    "ar": r"\b[وف]?(أرجو|أكتب|يساورني|أقدّر|أناشدكم|إفادتي|علمت)\b",
    "ky": r"\b(мен|мени|мага|менин|оюм|[Сс]уранам|өтүнөм|билдирем|жатам)\b",
    "kk": r"\b(мені|маған|менің|[Сс]ұраймын|өтінемін|жүгінемін|айтамын|отырмын)\b",
    "tk": r"\b(meni|maňa|meniň|[Ss]oraýaryn|edýärin|tutýaryn|bildirýärin)\b",
    "uz": r"\b(meni|menga|mening|soʻrayman|qilaman|qilmoqdaman|bildiraman)\b",
    "uz-Cyrl": r"\b(мени|менга|менинг|сўрайман|қиламан|қилмоқдаман|билдираман)\b",
    "tg": r"\b(ман|маро|мекунам|сипосгузорам|нигаронам)\b",
    "tr": r"\b(ben|beni|bana|benim|[Yy]azıyorum|ediyorum|bekliyorum|duyuyorum|duyduğum)\b",
    "fa": r"\b(من|می‌خواهم|می‌نویسم|خواهم)\b",
    "zh-Hans": r"我(?!们)|如蒙回复并告知所采取的措施，不胜",
}
SEVERAL = {
    "en": r"\b([Ww]e|us|our)\b",
    "de": r"\b([Ww]ir|uns)\b",
    "fr": r"\b[Nn]ous\b",
    "es": r"\b([Nn]os|nuestr[oa]s?|firmamos|[Ee]scribimos|[Pp]edimos|[Aa]gradeceríamos)\b",
    "it": r"\b([Cc]i|noi|[Ss]criviamo|[Cc]hiediamo|firmiamo|ringraziamo|abbiamo)\b",
    "pt": r"\b([Nn]ós|[Pp]reocupa-nos|nossa|[Ee]screvemos|[Pp]edimos|[Aa]gradeceríamos)\b",
    "ru": r"\b([Мм]ы|нас|нам|просим|благодарим|пишем|обращаемся)\b",
    "uk": r"\b([Мм]и|нас|нам|просимо|дякуємо|пишемо|[Зз]вертаємося)\b",
    "ar": r"\b[وف]?(نرجو|نكتب|يساورنا|نقدّر|نحن|إفادتنا)\b",
    "ky": r"(өтүнөбүз|суранабыз|билдиребиз|жатабыз|бизди|[Бб]из)\b",
    "kk": r"(өтінеміз|сұраймыз|жүгінеміз|айтамыз|отырмыз|бізді|[Бб]із)\b",
    "tk": r"\b([Ss]oraýarys|edýäris|tutýarys|bildirýäris|bizi|[Bb]iz)\b",
    "uz": r"\b(soʻraymiz|qilamiz|qilmoqdamiz|bildiramiz|bizni|[Bb]iz)\b",
    "uz-Cyrl": r"\b(сўраймиз|қиламиз|қилмоқдамиз|билдирамиз|бизни|[Бб]из)\b",
    "tg": r"\b([Мм]о|мост|моро|мекунем|сипосгузорем)\b",
    "zh-Hans": r"我们",
    "tr": r"\b([Bb]iz|bizi|[Yy]azıyoruz|ediyoruz|bekliyoruz|duyuyoruz)\b",
    "fa": r"\b(ما|ماست|می‌خواهیم|می‌نویسیم|خواهیم)\b",
}


def words(phrase: Phrase) -> str:
    return " ".join(piece for piece in phrase.flat if isinstance(piece, str))


def asked(phrase: Phrase) -> set[tuple[str, str]]:
    """The slots of a phrase that asks, with their forms; how somebody is addressed is not what is asked."""
    return {
        (piece.name, piece.form)
        for piece in phrase.flat
        if isinstance(piece, Slot) and piece.name not in ("salutation", "you")
    }


@pytest.mark.parametrize("tag", TAGS)
def test_each_voice_asks_in_each_way_that_a_letter_asks(tag: str) -> None:
    mine = {key: labels for key, labels in frames(tag).items() if key.startswith("letter.")}
    assert mine
    for key, labels in mine.items():
        name = key.removeprefix("letter.")
        for voice in ("group", "petition"):
            if (voice, name) == ("petition", "reply"):
                continue
            found = {frozenset(asked(frame.phrase)) for frame in frames(tag)[f"{voice}.{name}"]}
            assert found == {frozenset(asked(frame.phrase)) for frame in labels}, (voice, name)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("start", ["group.", "petition.", "opening.group."])
def test_several_speak_of_themselves_as_several(tag: str, start: str) -> None:
    for key, labels in frames(tag).items():
        for frame in labels:
            if key.startswith(start):
                assert re.search(SEVERAL[tag], words(frame.phrase)), (key, frame.label)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("start", ["group.", "petition.", "opening.group", "request.", "duty.", "hedge.", "event."])
def test_what_several_may_say_has_no_word_of_one_person(tag: str, start: str) -> None:
    for key, labels in frames(tag).items():
        for frame in labels:
            if key.startswith(start):
                assert not re.search(ONE[tag], words(frame.phrase)), (key, frame.label, frame.phrase.source)


@pytest.mark.parametrize("tag", TAGS)
def test_one_person_is_seen_where_one_speaks(tag: str) -> None:
    """The words that the test above looks for are those that the letter of one person has."""
    for key in ("letter.ask-one", "letter.reply"):
        assert any(re.search(ONE[tag], words(frame.phrase)) for frame in frames(tag)[key]), key


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "We, the undersigned, respectfully urge you to "),
        ("de", "wir, die Unterzeichnenden, bitten Sie höflich, "),
        ("fr", "nous, signataires de cette pétition, vous prions respectueusement de bien vouloir "),
        ("es", "quienes firmamos esta petición le pedimos respetuosamente que "),
        ("it", "noi che firmiamo questa petizione Le chiediamo di "),
        ("pt", "nós, que assinamos esta petição, pedimos respeitosamente   que "),
        ("ru", "мы, нижеподписавшиеся, убедительно просим Вас "),
        ("uk", "ми, що підписалися нижче, просимо Вас "),
        ("ar", "نحن الموقعين أدناه نرجو منكم "),
        ("ky", "Биз, төмөндө кол койгондор, Сизден   өтүнөбүз"),
        ("kk", "Біз, төменде қол қойғандар, Сізден   өтінеміз"),
        ("zh-Hans", "我们，以下签名者，谨恳请您"),
        ("uz", "Biz, quyida imzo chekkanlar, Sizdan   soʻraymiz"),
        ("tk", "Biz, aşakda gol çekenler, Sizden   haýyş edýäris"),
        ("tr", "biz aşağıda imzası bulunanlar, sizden   sağlamanızı rica ediyoruz"),
        ("uz-Cyrl", "Биз, қуйида имзо чекканлар, Сиздан   сўраймиз"),
        ("tg", "мо, имзокунандагони зерин, аз Шумо хоҳиш мекунем, ки "),
    ],
)
def test_a_petition_follows_from_nothing_before_it(tag: str, text: str) -> None:
    (frame,) = frames(tag)["petition.ask-one"]
    assert words(frame.phrase) == text
