"""Rules on the officials to write to: whether a letter reaches them, and whether it is they who are meant."""

from collections.abc import Iterator
from functools import lru_cache

from ua_gen.diagnostics import Severity, quote
from ua_gen.languages.phrases import english_phrases, spoken_to_as
from ua_gen.lint.registry import Finding, RuleContext, rule
from ua_gen.lint.rules.common import is_open, over_a_year

# They are at home in one country and answer for what happens in another.
ABROAD = frozenset({"ambassador", "company-head"})


@rule("UA270", "unreachable-recipient")
def unreachable_recipient(view: RuleContext) -> Iterator[Finding]:
    """A recipient of letters without address, e-mail, fax and telephone.

    Why: nobody could send the letter that is made for them.

    Wrong:

        recipients:
          - {id: minister, post: minister, office: {en: Minister, ru: Министр}, gender: male, country: KG}

    Right:

        recipients:
          - id: minister
            post: minister
            office: {en: Minister, ru: Министр}
            gender: male
            country: KG
            email: minister@example.org

    Note: who gets copies only need not have any: the copies may be left to the post of the main recipient.
    """
    for index, recipient in enumerate(view.case.recipients):
        if recipient.role == "to" and not (recipient.address or recipient.email or recipient.fax or recipient.phone):
            message = f"there is no way to reach `{recipient.id}`"
            yield ("recipients", index, "id"), message, "add `address`, `email` or `fax`; or make it `role: copy`"


@rule("UA271", "phone-number", Severity.WARNING)
def phone_number(view: RuleContext) -> Iterator[Finding]:
    """A telephone or fax number that cannot be one of the recipient's country, or cannot be dialled from abroad.

    Why: a digit was lost, or a number copied from another recipient, and a fax would bring a stranger the name of
    somebody in danger. Who writes is mostly abroad and needs the country code.

    Wrong:

        recipients:
          - id: minister
            post: minister
            office: {en: Minister, ru: Министр}
            gender: male
            country: KG
            fax: +996 312 68 20

    Right:

        recipients:
          - id: minister
            post: minister
            office: {en: Minister, ru: Министр}
            gender: male
            country: KG
            fax: +996 312 68 20 44

    Note: which numbers there can be is taken from the tables that telephones use.
    """
    for index, recipient in enumerate(view.case.recipients):
        for field, number in (("phone", recipient.phone), ("fax", recipient.fax)):
            if number and (fault := _phone(number, recipient.country)):
                yield ("recipients", index, field), *fault


@lru_cache(4096)
def _phone(number: str, country: str) -> tuple[str, str] | None:
    """What is wrong with a number, and what to do."""
    import phonenumbers

    own = phonenumbers.country_code_for_region(country)
    shown = quote(number)
    check = "compare with the source"
    try:
        read = phonenumbers.parse(number, country if own else None)
    except phonenumbers.NumberParseException:
        return f"{shown} is not a telephone number", check
    if not phonenumbers.is_possible_number(read):
        short = phonenumbers.is_possible_number_with_reason(read) == phonenumbers.ValidationResult.TOO_SHORT
        return f"{shown} is too {'short' if short else 'long'} for a number with +{read.country_code}", check
    if own and read.country_code != own:
        region = phonenumbers.region_code_for_country_code(read.country_code or 0)
        return (
            f"{shown} is a number in {region}, but the recipient is in {country}",
            f"numbers in {country}: `+{own} …`",
        )
    international = phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    # Of the countries that share a code, Kazakhstan and Russia are two; elsewhere numbers are not told apart.
    valid = phonenumbers.is_valid_number(read)
    if valid and own == 7 and not phonenumbers.is_valid_number_for_region(read, country):
        region = phonenumbers.region_code_for_number(read) or "another country"
        return f"{shown} is a number in {region}, but the recipient is in {country}", check
    if not valid:
        return f"there are no numbers like {shown} in {country}", check
    if "+" not in number:
        return f"{shown} cannot be dialled from abroad", f"write `{international}`"
    return None


@rule("UA273", "weak-salutation", Severity.WARNING)
def weak_salutation(view: RuleContext) -> Iterator[Finding]:
    """A recipient whose stock salutation needs a gender, without `gender` and `salutation`.

    Why: the letter would begin with "Dear Sir or Madam", which tells the official that it was not written to them.

    Wrong:

        recipients:
          - id: chief
            post: police-chief
            office: {en: Chief of Police, ru: Начальник милиции}
            country: KG
            email: chief@example.org

    Right:

        recipients:
          - id: chief
            post: police-chief
            office: {en: Chief of Police, ru: Начальник милиции}
            gender: female
            country: KG
            email: chief@example.org

    Note: `gender: neutral` says that it is not known, and is not complained of.
    """
    for index, recipient in enumerate(view.case.recipients):
        if recipient.role == "copy" or recipient.salutation or "gender" in recipient.model_fields_set:
            continue
        forms = english_phrases()[f"salutation.{spoken_to_as(recipient.post)}"].forms
        if forms["male"] != forms["female"]:
            message = f"the letter to `{recipient.id}` would begin with “{forms['neutral']}”"
            hint = "add `gender: male` or `female`, or a `salutation`; `gender: neutral` if nothing better is known"
            yield ("recipients", index, "id"), message, hint


@rule("UA274", "office-holder-unverified", Severity.WARNING, depends_on_day=True)
def office_holder_unverified(view: RuleContext) -> Iterator[Finding]:
    """A named office-holder who has not been checked for twelve months, or never, in an action that is still open.

    A check that lies in the future is none, either.

    Why: ministers change. A letter to the last one is opened by nobody, or by somebody whom it offends.

    Wrong:

        recipients:
          - id: minister
            post: minister
            office: {en: Minister, ru: Министр}
            name: {en: Bakyt Muster, ru: Бакыт Мустер}
            gender: male
            country: KG
            email: minister@example.org
            verified_on: 2024-11-30

    Right:

        recipients:
          - id: minister
            post: minister
            office: {en: Minister, ru: Министр}
            name: {en: Bakyt Muster, ru: Бакыт Мустер}
            gender: male
            country: KG
            email: minister@example.org
            verified_on: 2026-01-10

    Note: without a name, a letter is addressed to the office, and there is nothing to check.
    """
    if not is_open(view):
        return
    for index, recipient in enumerate(view.case.recipients):
        if recipient.verified_on and recipient.verified_on > view.day:
            message = f"`verified_on` lies in the future: {recipient.verified_on}"
            yield ("recipients", index, "verified_on"), message, "write the day on which it was checked"
            continue
        if not recipient.name:
            continue
        name = recipient.name.best("en", view.case.language)
        if recipient.verified_on is None:
            message = f"nobody has noted when {name} was last known to hold this office"
            yield ("recipients", index, "name"), message, "check, and add `verified_on: …`; or leave the name out"
        elif over_a_year(recipient.verified_on, view.day):
            message = f"that {name} holds this office was last checked on {recipient.verified_on}"
            hint = "check again and renew the date; or leave the name out, and write to the office"
            yield ("recipients", index, "verified_on"), message, hint


@rule("UA275", "recipient-abroad")
def recipient_abroad(view: RuleContext) -> Iterator[Finding]:
    """A recipient in another country than that of the case, without `because`.

    Why: a group of letter writers once reported that its letters for a poet held in Uzbekistan had gone to the
    government of Azerbaijan. Nobody there could do anything for him.

    Wrong:

        recipients:
          - id: minister
            post: minister
            office: {en: Minister of Justice, ru: Министр юстиции}
            gender: male
            country: AZ
            email: minister@example.org

    Right:

        recipients:
          - id: minister
            post: minister
            office: {en: Minister of Justice, ru: Министр юстиции}
            gender: male
            country: AZ
            because: she has fled to Baku and is to be sent back
            email: minister@example.org

    Note: ambassadors and heads of companies may be anywhere. `because` is for the editors and is never printed.
    """
    case = view.case
    for index, recipient in enumerate(case.recipients):
        if recipient.country != case.country and not recipient.because and recipient.post not in ABROAD:
            message = f"`{recipient.id}` is in {recipient.country}, but the case is in {case.country}"
            hint = "correct the country; or, if the government there is meant, say why: `because: …`"
            yield ("recipients", index, "country"), message, hint
