"""Lists of supporters: what real programs export is read as it is, and whatever is wrong is told with its place."""

import codecs
import csv
import io
import time
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from conftest import Golden
from helpers.specimen import ALL_LANGUAGES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ua_gen.batch.senders import (
    csv_list,
    headings,
    read_senders,
    rejected_csv,
    table,
    vocabulary,
    xlsx_list,
    yaml_list,
    zip_limits,
)
from ua_gen.batch.senders.csv_list import typed, write_csv
from ua_gen.batch.senders.duplicates import identities
from ua_gen.batch.senders.result import Listed
from ua_gen.cli.reporters.text import visible
from ua_gen.diagnostics import Diagnostic, Misuse, Problems
from ua_gen.model import Sender


def listed(tmp_path: Path, content: str | bytes, mapping: dict[str, str] | None = None, suffix: str = ".csv") -> Listed:
    path = tmp_path / f"list{suffix}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_senders(path, f"list{suffix}", mapping or {})


def refused(tmp_path: Path, content: str | bytes, suffix: str = ".csv") -> Diagnostic:
    """The one error for which a file is refused."""
    with pytest.raises(Problems) as problems:
        listed(tmp_path, content, suffix=suffix)
    (error,) = [diagnostic for diagnostic in problems.value.diagnostics if diagnostic.is_error]
    return error


def attempt(tmp_path: Path, content: str | bytes, suffix: str = ".csv") -> Listed | Problems:
    try:
        return listed(tmp_path, content, suffix=suffix)
    except Problems as problems:
        return problems


def told(result: Listed) -> list[Diagnostic]:
    """What is told of a list, but not whose addresses are missing: most lists here have none."""
    notes = ("without an address", "or the town is missing", "without a country", "without a postcode")
    return [d for d in result.diagnostics if not d.message.split(" (")[0].endswith(notes)]


def sole(result: Listed) -> Sender:
    assert told(result) == []
    (row,) = result.rows
    return row.sender


def found(result: Listed) -> list[tuple[str, int, int]]:
    return [(d.code, d.span.line, d.span.column) for d in told(result) if d.span]


OFFICE = "http://schemas.openxmlformats.org"
RELATIONS = f"{OFFICE}/package/2006/relationships"
DOCUMENT = f"{OFFICE}/officeDocument/2006/relationships"
MAIN = f"{OFFICE}/spreadsheetml/2006/main"


class Failed(str):
    """What a formula shows that cannot be computed."""


class Date(int):
    """A day as a spreadsheet has it: a number shown as a date."""


def cell(place: str, value: Any) -> str:
    if isinstance(value, Failed):
        return f'<c r="{place}" t="e"><f>X1</f><v>{value}</v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>' if value else ""
    style = ' s="1"' if isinstance(value, Date) else ""
    return f'<c r="{place}"{style}><v>{value}</v></c>'


def sheet(rows: Iterable[Sequence[Any]], first: int = 1) -> str:
    written = (
        f'<row r="{number}">{"".join(cell(f"{chr(65 + n)}{number}", value) for n, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, first)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(written)}</sheetData></worksheet>'


def xlsx(*sheets: str, hidden: tuple[int, ...] = ()) -> bytes:
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="r" Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>'
        + "".join(
            f'<sheet name="Sheet{n}" sheetId="{n}" state="{"hidden" if n in hidden else "visible"}" r:id="s{n}"/>'
            for n in numbers
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
        + "".join(f'<Relationship Id="s{n}" Type="{DOCUMENT}/worksheet" Target="worksheets/{n}.xml"/>' for n in numbers)
        + f'<Relationship Id="styles" Type="{DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        for number, text in enumerate(sheets, 1):
            archive.writestr(f"xl/worksheets/{number}.xml", text)
    return out.getvalue()


# The same person in a list of every language: name, street, house number, postcode, town, country, e-mail.
IN_LANGUAGES = {
    "en": "Given name,Family name,Street,House number,Postcode,Town,Country,E-mail|Germany",
    "ru": "Имя,Фамилия,Улица,Дом,Почтовый индекс,Город,Страна,Электронная почта|Германия",
    "uk": "Ім’я,Прізвище,Вулиця,Номер будинку,Поштовий індекс,Місто,Країна,Електронна пошта|Німеччина",
    "ky": "Ысымы,Фамилиясы,Көчө,Үй,Почта индекси,Шаар,Өлкө,Электрондук почта|Германия",
    "kk": "Есімі,Тегі,Көшесі,Үй нөмірі,Пошта индексі,Қала,Ел,Электрондық пошта|Германия",
    "tk": "Ady,Familiýasy,Köçe,Jaý,Poçta indeksi,Şäher,Ýurt,Elektron poçta|Germaniýa",
    "tr": "Adı,Soyadı,Sokak,Kapı no,Posta kodu,Şehir,Ülke,E-posta|Almanya",
    "uz": "Ismi,Familiyasi,Ko‘cha,Uy raqami,Pochta indeksi,Shahar,Davlat,Elektron pochta|Germaniya",
    "uz-Cyrl": "Исми,Фамилияси,Кўча,Уй рақами,Почта индекси,Шаҳар,Давлат,Электрон почта|Германия",
    "tg": "Ном,Насаб,Кӯча,Хона,Индекси почта,Шаҳр,Кишвар,Почтаи электронӣ|Германия",
    "fr": "Prénom,Nom,Rue,Numéro,Code postal,Ville,Pays,Courriel|Allemagne",
    "es": "Nombre,Apellidos,Calle,Número,Código postal,Ciudad,País,Correo electrónico|Alemania",
    "it": "Nome,Cognome,Via,Numero civico,CAP,Città,Paese,E-mail|Germania",
    "pt": "Nome próprio,Apelido,Rua,Número da porta,Código postal,Localidade,País,Correio eletrónico|Alemanha",
    "pt-BR": "Nome,Sobrenome,Endereço,Número da casa,CEP,Cidade,País,Correio eletrônico|Alemanha",
    "de": "Vorname,Nachname,Straße,Hausnummer,Postleitzahl,Ort,Land,E-Mail-Adresse|Deutschland",
    "ar": "الاسم الأول,اللقب,الشارع,رقم المنزل,الرمز البريدي,المدينة,البلد,البريد الإلكتروني|ألمانيا",
    "fa": "نام,نام خانوادگی,خیابان,پلاک,کد پستی,شهر,کشور,ایمیل|آلمان",
    "zh-Hans": "名,姓,街道,门牌号,邮政编码,城市,国家,电子邮件|德国",
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1250", "cp1251", "cp1256", "gb18030")
PAGES = {
    "cp1252": ("en", "fr", "es", "pt", "de"),
    "cp1250": ("en",),
    "cp1251": ("ru",),
    "cp1256": ("ar",),
    "gb18030": ("zh-Hans",),
}


def test_every_language_is_here() -> None:
    assert set(IN_LANGUAGES) == set(ALL_LANGUAGES)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"])
@pytest.mark.parametrize(
    ("tag", "encoding"), [(tag, encoding) for encoding in ENCODINGS for tag in PAGES.get(encoding, ALL_LANGUAGES)]
)
def test_headings_and_countries_in_every_language_encoding_and_delimiter(
    tag: str, encoding: str, delimiter: str, tmp_path: Path
) -> None:
    named, country = IN_LANGUAGES[tag].split("|")
    text = f"{named}\nKim,Sample,Ring,5,1067,Dresden,{country},kim@example.org\n".replace(",", delimiter)
    result = listed(tmp_path, text.encode(encoding))
    (row,) = result.rows
    assert result.headings == tuple(named.split(","))
    assert row.sender == Sender(
        name="Kim Sample", address=("Ring 5", "01067 Dresden"), town="Dresden", country="DE", email="kim@example.org"
    )
    concluded = encoding not in ("utf-8", "utf-8-sig", "utf-16") and not text.isascii()
    assert [code for code, _, _ in found(result)] == [*(["UA602"] if concluded else []), "UA612"]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1252", "Jürgen Müßig"),
        ("cp1252", "François Lévêque"),
        ("cp1252", "Begoña Núñez"),
        ("cp1252", "Bjørn Åström"),
        ("cp1252", "João Conceição"),
        ("cp1252", "Mª García nº"),
        ("cp1250", "Michał Żółć"),
        ("cp1250", "Jiří Dvořák"),
        ("cp1250", "Győző Fűtő"),
        ("cp1250", "Ștefan Ţiriac".replace("Ș", "Ş")),
        ("cp1250", "Đorđe Čović"),
        ("cp1251", "Азимжан Аскаров"),
        ("cp1251", "Олександр Їжакевич"),
        ("cp1251", "АЗИМЖАН АСКАРОВ"),
        ("cp1256", "محمد علي"),
        ("gb18030", "王小明"),
        ("utf-16-le", "Jürgen Müßig"),
        ("utf-16-be", "Kim Sample"),
        ("cp1254", "Gülşen Şahin, İnönü Yıldız".replace(",", "")),
        ("cp1253", "Γιώργος Παπαδόπουλος Αθήνα"),
        ("mac_roman", "René Müller"),
    ],
)
def test_the_encoding_is_the_one_that_makes_words(encoding: str, name: str, tmp_path: Path) -> None:
    result = listed(tmp_path, f"Name,Town\n{name},Bern\n".encode(encoding))
    assert result.rows[0].sender.name == name
    (warning,) = told(result)
    assert warning.code == "UA602"
    named = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "gb18030": "18030", "mac_roman": "Mac"}
    assert named.get(encoding, encoding[2:]) in warning.message


@pytest.mark.parametrize(
    ("encoding", "name", "said"),
    [
        ("cp1254", "Ayşe Yıldız", "Windows-1252 (Western European) with `Ayþe` or Windows-1254 (Turkish) with `Ayşe`"),
        ("cp850", "Jörg Köln Düren", "Mac Roman with `Jîrg` or DOS (Western European) with `Jörg`"),
        ("cp1252", "Ana Muñoz", "Windows-1252 (Western European) with `Muñoz` or Windows-1250 (Central European) with"),
    ],
)
def test_of_two_encodings_as_likely_none_is_guessed(encoding: str, name: str, said: str, tmp_path: Path) -> None:
    content = f"Name,Town\n{name},Bern\n".encode(encoding)
    error = refused(tmp_path, content)
    assert (error.code, error.span and error.span.line) == ("UA603", 2)
    assert said in error.message
    assert f"--encoding {encoding}" in error.hint
    path = tmp_path / "named.csv"
    path.write_bytes(content)
    result = read_senders(path, "named.csv", encoding=encoding)
    assert (result.rows[0].sender.name, told(result)) == (name, [])


def test_lines_that_end_as_on_old_macs_decide(tmp_path: Path) -> None:
    result = listed(tmp_path, "Name,Town\rJörg Groß,Köln\r".encode("mac_roman"))
    assert result.rows[0].sender.name == "Jörg Groß"
    assert told(result)[0].message == "not UTF-8: read as Mac Roman, as in `Jörg`, `Groß`, `Köln`"


@pytest.mark.parametrize(
    ("suffix", "encoding", "said"),
    [
        (".csv", "klingon", "no encoding is called `klingon`"),
        (".csv", "rot13", "no encoding"),
        (".yaml", "cp1252", "YAML"),
    ],
)
def test_an_encoding_that_does_not_fit(suffix: str, encoding: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / f"list{suffix}"
    path.write_bytes(b"Name\nKim\n")
    with pytest.raises(Misuse, match=said):
        read_senders(path, path.name, encoding=encoding)


def test_a_file_is_not_in_the_encoding_that_is_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"Name\nKim\nJ\xf6rg\n")
    with pytest.raises(Problems, match=r"not utf-8 \(byte 0xf6\)"):
        read_senders(path, "list.csv", encoding="utf-8")


def test_an_encoding_that_makes_no_words_is_not_guessed(tmp_path: Path) -> None:
    mixed = "Name,Town\nJürgen Müßig,Bern\nBjørn Åström,Århus\n".encode() + "Zoë,Köln\n".encode("cp1252")
    error = refused(tmp_path, mixed)
    assert (error.code, error.span and error.span.line) == ("UA603", 4)
    assert "0xeb" in error.message


# What programs export. Heading: row, and the sender.
EXPORTS = {
    "Google": (
        "First Name,Middle Name,Last Name,Name Prefix,Name Suffix,Nickname,E-mail 1 - Label,E-mail 1 - Value,"
        "Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,"
        "Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address",
        'Kim,A.,Sample,Dr.,Jr.,K,* Home,k@example.org ::: x@example.org,Home,"5 Main St\nAustin, TX 78701\nUS",'
        "5 Main St,Austin,,TX,78701,US,Apt 2",
        Sender(
            name="Kim A. Sample Jr.",
            address=("5 Main St", "Apt 2", "Austin, TX 78701"),
            town="Austin",
            country="US",
            email="k@example.org",
        ),
    ),
    "Google, formatted only": (
        "Name,Address 1 - Formatted",
        'Kim Sample,"Ring 5\n1010 Wien\nAustria"',
        Sender(name="Kim Sample", address=("Ring 5", "1010 Wien"), country="AT"),
    ),
    "Outlook": (
        "Title,First Name,Last Name,Suffix,Company,Business Street,Business City,Business Postal Code,"
        "Business Country/Region,Home Street,Home Street 2,Home City,Home State,Home Postal Code,Home Country/Region,"
        "E-mail Address",
        "Ms,Kim,Sample,,ACME,1 Work Rd,Leeds,LS1 1AA,United Kingdom,5 High Street,,York,,YO1 7HH,United Kingdom,"
        "k@example.org",
        Sender(
            name="Kim Sample",
            address=("5 High Street", "York", "YO1 7HH"),
            town="York",
            country="GB",
            email="k@example.org",
        ),
    ),
    "Outlook, only an address at work": (
        "First Name,Last Name,Business Street,Business City,Business Postal Code,Business Country/Region,Home Street,"
        "Home City,Home Country/Region",
        "Kim,Sample,Rue du Lac 1,Genève,1200,Switzerland,,,France",
        Sender(name="Kim Sample", address=("Rue du Lac 1", "1200 Genève"), town="Genève", country="CH"),
    ),
    "Outlook, German": (
        "Anrede,Vorname,Nachname,Straße privat,Ort privat,Postleitzahl privat,Land/Region privat,E-Mail-Adresse",
        "Frau,Kim,Sample,Ring 5,Wien,1010,Österreich,k@example.org",
        Sender(name="Kim Sample", address=("Ring 5", "1010 Wien"), town="Wien", country="AT", email="k@example.org"),
    ),
    "Outlook, French": (
        "Titre,Prénom,Nom,Rue (domicile),Ville (domicile),Code postal (domicile),Pays/Région (domicile)",
        "Mme,Kim,Sample,5 rue Neuve,Lyon,69001,France",
        Sender(name="Kim Sample", address=("5 rue Neuve", "69001 Lyon"), town="Lyon", country="FR"),
    ),
    "CiviCRM": (
        "Individual Prefix,First Name,Middle Name,Last Name,Display Name,Street Address,Supplemental Address 1,City,"
        "Postal Code,State,Country,Email,Preferred Language",
        "Ms.,Kim,,Sample,Kim Sample,12 Queen St,Unit 3,Ottawa,K1A 0A1,ON,Canada,k@example.org,fr_CA",
        Sender(
            name="Kim Sample",
            address=("12 Queen St", "Unit 3", "Ottawa ON K1A 0A1"),
            town="Ottawa",
            country="CA",
            email="k@example.org",
            language="fr",
        ),
    ),
    "Salesforce": (
        "Salutation,First Name,Last Name,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,"
        "Mailing Country,Email",
        '"Ms","Kim","Sample","5 George St\nLevel 2","Sydney","NSW","2000","Australia","k@example.org"',
        Sender(
            name="Kim Sample",
            address=("5 George St", "Level 2", "Sydney NSW 2000"),
            town="Sydney",
            country="AU",
            email="k@example.org",
        ),
    ),
    "Raiser's Edge": (
        "CnBio_First_Name,CnBio_Last_Name,CnAdrPrf_Addrline1,CnAdrPrf_Addrline2,CnAdrPrf_City,CnAdrPrf_ZIP,"
        "CnAdrPrf_Country",
        "Kim,Sample,Ring 5,,Bonn,53111,Germany",
        Sender(name="Kim Sample", address=("Ring 5", "53111 Bonn"), town="Bonn", country="DE"),
    ),
    "Raiser's Edge, with long descriptions": (
        "CnBio_ID,CnBio_Title_1,CnBio_First_Name,CnBio_Middle_Name,CnBio_Last_Name,CnBio_Org_Name,CnAdrPrf_Addrline1,"
        "CnAdrPrf_City,CnAdrPrf_State,CnAdrPrf_ZIP,CnAdrPrf_ContryLongDscription,CnAdrPrf_Type",
        "1,Mr.,Kim,J.,Sample,,77 Elm Street,Portland,OR,97205-1234,United States,Home",
        Sender(
            name="Kim J. Sample", address=("77 Elm Street", "Portland, OR 97205-1234"), town="Portland", country="US"
        ),
    ),
    "CiviCRM, with parsed addresses": (
        "First Name,Last Name,Street Address,Street Number,Street Number Suffix,Street Name,Street Unit,City,"
        "Postal Code Suffix,Postal Code,Country",
        'Kim,Sample,"Flat 3, 14 Kings Road",14,,Kings Road,Flat 3,Brighton,,BN1 1NA,United Kingdom',
        Sender(
            name="Kim Sample", address=("Flat 3, 14 Kings Road", "Brighton", "BN1 1NA"), town="Brighton", country="GB"
        ),
    ),
    "CiviCRM, a long postcode": (
        "First Name,Last Name,Street Address,City,State,Postal Code Suffix,Postal Code,Country",
        "Kim,Sample,5 Elm,Troy,NY,34,12180,United States",
        Sender(name="Kim Sample", address=("5 Elm", "Troy, NY 12180-0034"), town="Troy", country="US"),
    ),
    "VAN": (
        "VANID,LastName,FirstName,mAddress,mCity,mState,mZip5,mZip4",
        "9,Sample,Kim,5 Elm,Troy,NY,12180,1234",
        Sender(name="Kim Sample", address=("5 Elm", "Troy NY 12180-1234"), town="Troy"),
    ),
    "Mailchimp": (
        "Email Address,First Name,Last Name,Address,OPTIN_IP,TIMEZONE,CC,REGION",
        "k@example.org,Kim,Sample,5 River Walk  Norwich  Norfolk  NR1 1AA GB,192.0.2.1,Europe/Paris,FR,IDF",
        Sender(
            name="Kim Sample",
            address=("5 River Walk", "Norwich", "Norfolk", "NR1 1AA"),
            country="GB",
            email="k@example.org",
        ),
    ),
    "Outlook, Russian": (
        "Обращение,Имя,Отчество,Фамилия,Улица (раб. адрес),Улица (дом. адрес),Улица 2 (дом. адрес),Город (дом. адрес),"
        "Область (дом. адрес),Почтовый код (дом.),Страна или регион (дом. адрес),Адрес эл. почты",
        ',Ким,,Пример,,"ул. Ленина, 5",кв. 7,Москва,,101000,Россия,k@example.org',
        Sender(
            name="Ким Пример",
            address=("ул. Ленина, 5", "кв. 7", "101000 Москва"),
            town="Москва",
            country="RU",
            email="k@example.org",
        ),
    ),
    "Outlook, Spanish": (
        "Nombre,Apellidos,Calle del domicilio,Calle del domicilio 2,Ciudad de domicilio,"
        "Provincia o estado de domicilio,Código postal de domicilio,País o región del domicilio",
        "Kim,Sample,Calle Mayor 5,3º B,Madrid,,28001,España",
        Sender(name="Kim Sample", address=("Calle Mayor 5", "3º B", "28001 Madrid"), town="Madrid", country="ES"),
    ),
    "Outlook, French, the second line": (
        "Prénom,Nom,Rue (bureau),Rue (domicile),Rue (domicile) 2,Ville (domicile),Dép/Région (domicile),"
        "Code postal (domicile),Pays/Région (domicile),Adresse de messagerie",
        "Kim,Sample,,3 avenue Foch,Bât. B,Lyon,,69003,France,k@example.org",
        Sender(
            name="Kim Sample",
            address=("3 avenue Foch", "Bât. B", "69003 Lyon"),
            town="Lyon",
            country="FR",
            email="k@example.org",
        ),
    ),
    "Outlook, German, another address": (
        "Vorname,Nachname,Straße privat,Straße privat 2,Bundesland/Kanton privat,Weitere Straße,Weiterer Ort,"
        "Weitere/r Bundesland/Kanton,Weitere Postleitzahl,Weiteres/e Land/Region",
        "Kim,Sample,,,,Ring 5,Wien,,1010,Österreich",
        Sender(name="Kim Sample", address=("Ring 5", "1010 Wien"), town="Wien", country="AT"),
    ),
    "Thunderbird": (
        "First Name,Last Name,Display Name,Primary Email,Home Address,Home Address 2,Home City,Home ZipCode,"
        "Home Country",
        "Kim,Sample,Kim Sample,k@example.org,Via Roma 5,,Milano,20121,Italia",
        Sender(
            name="Kim Sample",
            address=("Via Roma 5", "20121 Milano"),
            town="Milano",
            country="IT",
            email="k@example.org",
        ),
    ),
    "ua-gen": (
        "name,address,town,country,email,language,privacy,personal_line",
        '"Kim Sample","Ring 5\n1010 Wien",,AT,k@example.org,de,INITIALS,Ich schreibe als Lehrer.',
        Sender.model_validate(
            {
                "name": "Kim Sample",
                "address": ["Ring 5", "1010 Wien"],
                "country": "AT",
                "email": "k@example.org",
                "language": "de",
                "privacy": "initials",
                "personal_line": {"de": "Ich schreibe als Lehrer."},
            }
        ),
    ),
}


@pytest.mark.parametrize("program", EXPORTS)
def test_what_programs_export_is_read_as_it_is(program: str, tmp_path: Path) -> None:
    named, row, sender = EXPORTS[program]
    result = listed(tmp_path, f"{named}\r\n{row}\r\n")
    assert [row.sender for row in result.rows] == [sender]
    assert not any(diagnostic.is_error for diagnostic in result.diagnostics)


@pytest.mark.parametrize(
    ("columns", "row", "name"),
    [
        ("Name,Vorname", "Sample,Kim", "Kim Sample"),
        ("Vorname,Name", "Kim,Sample", "Kim Sample"),
        ("Nom", "Kim Sample", "Kim Sample"),
        ("Имя", "Ким Пример", "Ким Пример"),
        ("Name,Given name", "Kim Sample,Kim", "Kim Sample"),
        ("Display name,First name,Last name", "Kimmy S,Kim,Sample", "Kim Sample"),
        ("Name,First name,Last name", '"Sample, Kim",Kim,Sample', "Kim Sample"),
        ("First name,Last name,Account Name", "Kim,Sample,Sample Household", "Kim Sample"),
        ("First name,Last name,Account Name", ",Sample,Sample Household", "Sample"),
        ("Sort Name,Display Name,First Name,Last Name", '"Sample, Kim",Dr. Kim Sample,Kim,Sample', "Kim Sample"),
        ("Sort Name,Display Name,First Name,Last Name", "Sample Union,Sample Union,,", "Sample Union"),
        ("Sort Name,Display Name,First Name,Last Name", '"Sample, Kim",,,', "Kim Sample"),
        ("File As,First Name,Last Name", "Kim Sample,Kim,", "Kim Sample"),
        ("Display Name,First Name", "Kimmy S,Jo", "Jo"),
        ("Account Name", '"Sample, Kim"', "Kim Sample"),
        ("Name", '"Sample, Kim, PhD"', "Kim Sample, PhD"),
        ("Name", '"Kim Sample, Jr."', "Kim Sample, Jr."),
        ("Name", '"Bread, Roses, Kim"', "Bread, Roses, Kim"),
        ("Имя,Отчество,Фамилия", "Ким,Ивановна,Пример", "Ким Ивановна Пример"),
        ("Nombre,Primer apellido,Segundo apellido", "Kim,Sample,Lopez", "Kim Sample Lopez"),
        ("名,姓", "小明,王", "王小明"),
        ("  FIRST_name ,LAST-NAME*", "Kim, Sample ", "Kim Sample"),
    ],
)
def test_names_are_put_together(columns: str, row: str, name: str, tmp_path: Path) -> None:
    assert sole(listed(tmp_path, f"{columns}\n{row}\n")).name == name


@pytest.mark.parametrize(
    ("country", "lines"),
    [
        ("DE", ["Ring 5", "10115 Berlin", None]),
        ("Schweiz", ["Ring 5", "10115 Berlin", None]),
        ("GB", ["5 Ring", "Berlin", "10115"]),
        ("USA", ["5 Ring", "Berlin, BE 10115"]),
        ("KG", ["Ring, 5", "10115 Berlin", "BE"]),
        ("FR", ["5 Ring", "10115 Berlin"]),
        ("IT", ["Ring, 5", "10115 Berlin BE"]),
        ("AU", ["5 Ring", "Berlin BE 10115"]),
        ("", ["5 Ring", "Berlin 10115 BE"]),
    ],
)
def test_the_country_decides_the_order_of_the_address(country: str, lines: list[str], tmp_path: Path) -> None:
    text = f"Name,House number,Street,Town,Postcode,State,Country\nKim,5,Ring,Berlin,10115,BE,{country}\n"
    result = listed(tmp_path, text)
    assert list(result.rows[0].sender.address) == [line for line in lines if line]
    shown = any("BE" in line for line in lines if line)
    assert [code for code, _, _ in found(result)] == ([] if shown else ["UA608"])


@pytest.mark.parametrize(
    ("text", "lines", "doubted"),
    [
        ("No.,Name,Street,House number\n1,Kim,High Street,77\n2,Jo,Low Street,88\n", ["High Street 77"], []),
        ("No.,Name,Address\n1,Kim,77 High Street\n2,Jo,88 Low Street\n", ["77 High Street"], ["No."]),
        ("Nr,Name,Vorname,Straße\n1,Kim,Sample,Ring 77\n", ["Ring 77"], ["Nr"]),
        ("№,ФИО,Адрес\n1,Ким,ул. Ленина 77\n", ["ул. Ленина 77"], ["№"]),
        ("Nr,Straße,Name\n1,Ring,Kim\n2,Gasse,Jo\n3,Weg,Mo\n", ["Ring"], ["Nr"]),
        ("Nr,Straße,Name\n1002,Ring,Kim\n1017,Weg,Jo\n1044,Ring,Mo\n1051,Ring,Al\n1060,Ring,X\n", ["Ring"], ["Nr"]),
        ("Name,Straße,Nr.\nKim,Ring,77\nJo,Weg,5\n", ["Ring 77"], []),
        ("Name,Numéro,Rue\nKim,77,rue X\n", ["77 rue X"], []),
        ("Name,Straße,Nr.\nKim,Ring 5,123\nJo,Weg 7,88\n", ["Ring 5"], ["Nr."]),
    ],
)
def test_what_counts_the_rows_is_no_house_number(
    text: str, lines: list[str], doubted: list[str], tmp_path: Path
) -> None:
    result = listed(tmp_path, text)
    assert list(result.rows[0].sender.address) == lines
    assert [d.message.split("`")[1] for d in result.diagnostics if "may count the rows" in d.message] == doubted
    assert not any(d.is_error for d in result.diagnostics)


def test_a_number_may_be_named_the_house_number(tmp_path: Path) -> None:
    result = listed(tmp_path, "Nr,Straße,Name\n1,Ring,Kim\n2,Weg,Jo\n", {"Nr": "house"})
    assert result.rows[0].sender.address == ("1 Ring",)


def test_an_unknown_column_of_an_address_stops_the_run(tmp_path: Path) -> None:
    text = "First Name,Last Name,Home Street,Home City,Home Phone,Home Realm\nKim,Sample,Ring 5,Wien,+43 1,AT\n"
    error = refused(tmp_path, text)
    assert (error.code, error.span and error.span.column) == ("UA608", 55)
    assert error.message == "a column stands among those of an address and is not known: `Home Realm`"
    assert '--map "Home Realm=country"' in error.hint
    result = listed(tmp_path, text, {"Home Realm": "country"})
    assert result.rows[0].sender.country == "AT"
    assert len(listed(tmp_path, text, {"Home Realm": "ignore"}).rows) == 1
    assert len(listed(tmp_path, text.replace(",AT", ",")).rows) == 1


def test_a_mapped_column_joins_the_address_that_there_is(tmp_path: Path) -> None:
    text = "Name,Home Street,Pin,Home City\nKim,Ring 5,1010,Wien\n"
    assert listed(tmp_path, text, {"Pin": "postcode"}).rows[0].sender.address == ("Ring 5", "1010 Wien")


@pytest.mark.parametrize("apostrophe", ["'", "ʻ", "ʼ", "‘", "’", "`", "´"])
def test_uzbek_is_known_with_every_apostrophe(apostrophe: str, tmp_path: Path) -> None:
    text = "Ism,Familiya,Koʻcha,Davlat\nKim,Sample,Navoiy 5,Oʻzbekiston\n".replace("ʻ", apostrophe)
    assert sole(listed(tmp_path, text)) == Sender(name="Kim Sample", address=("Navoiy 5",), country="UZ")


def test_an_address_shows_only_what_there_is(tmp_path: Path) -> None:
    text = "Name,Street,House,Postcode,Town,Region,Country\nKim,,5,,Austin,TX,US\nJo,Ring,,78701,,,US\nMo,,,,,,US\n"
    assert [row.sender.address for row in listed(tmp_path, text).rows] == [("5", "Austin, TX"), ("Ring", "78701"), ()]


# Cells as spreadsheets leave them behind.


@pytest.mark.parametrize(
    ("country", "postcode", "line", "codes"),
    [
        ("DE", "01067", "01067 X", []),
        ("DE", "1067", "01067 X", ["UA612"]),
        ("AT", "1067", "1067 X", []),
        ("AT", "1200.0", "1200 X", []),
        ("AT", '"=""1200"""', "1200 X", []),
        ("AT", "'1200", "'1200 X", []),
        ("AT", "1.2E+03", "", ["UA611"]),
        ("AT", '"1,2E+03"', "", ["UA611"]),
        ("NL", "1234 AB", "1234 AB X", []),
    ],
)
def test_postcodes(country: str, postcode: str, line: str, codes: list[str], tmp_path: Path) -> None:
    result = listed(tmp_path, f"Name,Postcode,Town,Country\nKim,{postcode},X,{country}\n")
    assert [code for code, _, _ in found(result)] == codes
    assert [row.sender.address for row in result.rows] == ([(line,)] if line else [])


@pytest.mark.parametrize(
    "house",
    [
        "01. Mrz",
        "03-Jan",
        "Jan 03",
        "01.03.2026",
        "3/1/2026",
        "01-mars",
        "03.янв",
        "3月1日",
        "#NV",
        "#N/A",
        "#REF!",
        "#¡REF!",
    ],
)
def test_a_house_number_that_a_spreadsheet_has_spoilt_is_not_printed(house: str, tmp_path: Path) -> None:
    result = listed(tmp_path, f"Name,Street,House number,Town\nKim,Ring,{house},Bern\n")
    assert [code for code, _, _ in found(result)] == ["UA611"]
    assert not result.rows


@pytest.mark.parametrize("house", ["12a", "1-3", "12/1/3", "5 bis", "5/7", "№5", "#5"])
def test_house_numbers_that_only_look_odd_are_kept(house: str, tmp_path: Path) -> None:
    result = listed(tmp_path, f"Name,Street,House number,Town\nKim,Ring,{house},Bern\n")
    assert result.rows[0].sender.address == (f"Ring {house}", "Bern")


@pytest.mark.parametrize("field", ["Name", "Street", "Town", "Country"])
def test_a_formula_that_failed_spoils_its_row(field: str, tmp_path: Path) -> None:
    cells = {"Name": "Kim", "Street": "Ring 5", "Town": "Bern", "Country": "CH"} | {field: "#N/A"}
    result = listed(tmp_path, f"{','.join(cells)}\n{','.join(cells.values())}\n")
    assert not result.rows
    assert result.reasons[0].startswith("UA611: a spreadsheet has made `#N/A` of this")


def test_a_formula_is_text(tmp_path: Path) -> None:
    formula = '=HYPERLINK("http://example.org")'
    text = f'Name,Street\nKim,"{formula.replace(chr(34), chr(34) * 2)}"\n'
    assert sole(listed(tmp_path, text)).address == (formula,)


def test_excels_own_line_is_no_row_and_counts_as_a_line(tmp_path: Path) -> None:
    result = listed(tmp_path, "sep=;\r\nName;Town, or so;Town\r\nKim;a,bcd;Bern\r\n")
    assert [(row.line, row.sender.town) for row in result.rows] == [(3, "Bern")]
    assert result.delimiter == ";"


def test_a_title_above_the_headings_and_empty_rows_are_passed_over(tmp_path: Path) -> None:
    result = listed(tmp_path, "Supporters 2026,,\n,,\nName,Town,\nKim,Bern,\n, ,\n\nJo,Basel,\n")
    assert [(row.line, row.sender.name) for row in result.rows] == [(4, "Kim"), (7, "Jo")]
    assert result.headings == ("Name", "Town", "")


def test_the_line_of_a_row_is_its_first(tmp_path: Path) -> None:
    result = listed(tmp_path, 'Name,Street\n"Kim","a\nb\nc"\nJo,d\n')
    assert [(row.line, row.sender.address) for row in result.rows] == [(2, ("a", "b", "c")), (5, ("d",))]


# XLSX


def test_a_workbook_is_read_as_it_was_typed(tmp_path: Path) -> None:
    named = ["Name", "Street", "House", "Postcode", "Town", "Country", "Born"]
    rows = [named, *([name, "Ring", 5, 1200.0, "Wien", "AT", Date(45000)] for name in ("Kim", ""))]
    result = listed(tmp_path, xlsx(sheet([]), sheet(rows, first=3)), suffix=".xlsx")
    (row,) = result.rows
    assert row.line == 4
    assert row.sender == Sender(name="Kim", address=("Ring 5", "1200 Wien"), town="Wien", country="AT")
    assert result.rejected == ((5, ("", "Ring", "5", "1200", "Wien", "AT", "2023-03-15")),)


def test_a_place_in_a_workbook_is_told_as_spreadsheets_do(tmp_path: Path) -> None:
    rows = [["Name", "House", "E-mail", "Country"], ["Kim", Date(45000), "x", "Narnia"], ["", 5, "", ""]]
    result = listed(tmp_path, xlsx(sheet(rows)), suffix=".xlsx")
    assert [(d.code, d.message) for d in result.diagnostics] == [
        ("UA611", "a spreadsheet has made `2023-03-15` of this in `Sheet1!B2`"),
        ("UA106", "`x` is not an e-mail address in `Sheet1!C2`: left out"),
        ("UA610", "`Narnia` is not a country in `Sheet1!D2`"),
        ("UA101", "`name` is missing in `Sheet1!A3`"),
    ]
    assert found(result) == [("UA611", 2, 2), ("UA106", 2, 3), ("UA610", 2, 4), ("UA101", 3, 1)]


def test_a_table_may_begin_in_the_middle_of_a_sheet(tmp_path: Path) -> None:
    rows = [["", "", "Name", "Country"], ["", "", "Kim", "Deutchland"]]
    result = listed(tmp_path, xlsx(sheet(rows, first=7)), suffix=".xlsx")
    (error,) = result.diagnostics
    assert error.message == "`Deutchland` is not a country in `Sheet1!D8`"
    assert error.hint == "did you mean `Germany`?"
    assert result.rejected == ((8, ("", "", "Kim", "Deutchland")),)


def test_the_sheet_with_the_list_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    notes, people = sheet([["The list is on the second sheet"]]), sheet([["Name", "Town"], ["Kim", "Bern"]])
    result = listed(tmp_path, xlsx(notes, people), suffix=".xlsx")
    assert [row.sender.name for row in result.rows] == ["Kim"]
    assert told(result)[0].message == "the sheet `Sheet2` is read, and left out: `Sheet1`"
    assert not told(result)[0].is_error
    result = listed(tmp_path, xlsx(people, people, hidden=(1,)), suffix=".xlsx")
    assert told(result)[0].message == "the sheet `Sheet2` is read, and left out: `Sheet1` (hidden)"


def test_lists_on_two_sheets_are_refused(tmp_path: Path) -> None:
    people = sheet([["Name", "Town"], ["Kim", "Bern"]])
    error = refused(tmp_path, xlsx(people, people), ".xlsx")
    assert (error.code, error.message) == ("UA604", "lists on 2 sheets: `Sheet1`, `Sheet2`")


def test_a_hidden_row_is_not_printed(tmp_path: Path) -> None:
    rows = sheet([["Name", "Town"], ["Kim", "Bern"], ["Jo", "Bern"]]).replace('<row r="2">', '<row hidden="1" r="2">')
    result = listed(tmp_path, xlsx(rows), suffix=".xlsx")
    assert [row.sender.name for row in result.rows] == ["Jo"]
    assert result.reasons == ("UA614: the row is hidden in `Sheet1!2:2`, perhaps by a filter",)


def test_what_a_program_writes_below_its_list_costs_nobody_the_run(tmp_path: Path) -> None:
    below = "My Report,,\nCopyright (c) 2026 example.org,,\nGenerated By: Kim,,\nExample Office,,\n"
    result = listed(tmp_path, "Salutation,Name,Town\nMr,Kim,Bern\nMs,Jo,Bern\n\n" + below)
    assert [row.sender.name for row in result.rows] == ["Kim", "Jo"]
    assert [(d.code, d.is_error, d.span and d.span.line) for d in told(result) if d.code == "UA614"] == [
        ("UA614", False, line) for line in (5, 6, 7, 8)
    ]
    assert (result.bad, len(result.rejected)) == (0, 4)
    alone = listed(tmp_path, "Salutation,Name,Town\nMr,Kim,Bern\nMs,Jo,Bern\nMy Report,,\n")
    assert alone.bad == 1, "without such lines nobody knows what it is"
    total = listed(tmp_path, "Name,Vorname,Town\nSample,Kim,Bern\nSumme:,2500,\n")
    assert [row.sender.name for row in total.rows] == ["Kim Sample"]
    assert found(total)[-1] == ("UA614", 3, 1)


def test_initials_are_no_marks_of_the_dead(tmp_path: Path) -> None:
    result = listed(tmp_path, "Name,Town,Initialen\nZoë Müller,Bern,Z.M.\nDora Deckert,Bern,D.D.\nKim,Bern,†\n")
    assert [row.sender.name for row in result.rows] == ["Zoë Müller", "Dora Deckert"]


def test_german_words_are_in_the_western_page_though_a_name_may_be_of_another_language(tmp_path: Path) -> None:
    german = "".join(f"Jürgen Groß{letter},Köln,Straße\n" for letter in "abcdefgh")
    content = f"Name,Ort,Straße\n{german}Søren Nuñez,Zürich,Gasse\n".encode("cp1252")
    result = listed(tmp_path, content)
    assert [row.sender.name for row in result.rows][-1] == "Søren Nuñez"
    assert "Windows-1252" in told(result)[0].message
    few = refused(tmp_path, "Name,Ort\nSøren,Köln\nAna,Düren\n".encode("cp1252"))
    assert "with `Søren` or Windows-1250 (Central European) with `Sřren`" in few.message


def test_names_of_many_countries_are_of_no_one_language_in_any_page(tmp_path: Path) -> None:
    """More of them by chance in the alphabet of one language say nothing: `Hélène` became `Hélčne`."""
    names = "Åkesson,Chloé,Zoë,Sánchez,Kovács,García,José,Renée,Tomás,Ólafur,López,Hélène,Weiß,Søren,Siân,"
    diagnostic = refused(tmp_path, f"Name,Town\n{names.replace(',', ',Leeds' + chr(10))}".encode("cp1252"))
    assert diagnostic.code == "UA603"
    western, central = "Windows-1252 (Western European)", "Windows-1250 (Central European)"
    assert diagnostic.message == f"not UTF-8, and as likely {central} with `Ĺkesson` or {western} with `Åkesson`"
    assert diagnostic.hint.startswith("say which with --encoding cp1250 or --encoding cp1252")


def restyled(workbook: bytes, styles: str) -> bytes:
    """The workbook with other styles of cells."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive, zipfile.ZipFile(out, "w") as other:
        for name in archive.namelist():
            other.writestr(name, styles if name == "xl/styles.xml" else archive.read(name))
    return out.getvalue()


@pytest.mark.parametrize("strike", ["<strike/>", '<strike val="true"/>', '<b/><strike val="1" />'])
def test_a_row_that_is_struck_out_is_asked(strike: str, tmp_path: Path) -> None:
    fonts = f'<fonts><font/><font>{strike}</font><font><strike val="0"/></font></fonts>'
    formats = '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs>'
    styles = f'<styleSheet xmlns="{MAIN}">{fonts}<cellStyleXfs><xf fontId="1"/></cellStyleXfs>{formats}</styleSheet>'
    rows = sheet([["Name", "Town"], ["Kim", "Bern"], ["Jo", "Bern"], ["Al", "Bern"], ["Mo", "Bern"]])
    rows = rows.replace('r="B3"', 'r="B3" s="1"').replace('r="A4"', 's="2" r="A4"').replace('r="B5"', 'r="B5" s="0"')
    rows = rows.replace("</row></sheetData>", '<c r="C5" s="1"/></row></sheetData>')  # There is nothing in it.
    result = listed(tmp_path, restyled(xlsx(rows), styles), suffix=".xlsx")
    assert [row.sender.name for row in result.rows] == ["Kim", "Al", "Mo"]
    assert found(result) == [("UA614", 3, 2)]
    assert result.reasons == ("UA614: the row is struck out in `Sheet1!B3`: is the person to sign?",)


EDGE = (("XFD2", " "), ("A1048576", "\n"), ("XFD1048576", "\u00a0"))


@pytest.mark.parametrize(("place", "blank"), EDGE)
@pytest.mark.parametrize("shared", [False, True])
def test_blank_cells_at_the_edge_of_the_world_do_not_count(
    place: str, blank: str, shared: bool, tmp_path: Path
) -> None:
    row = "".join(filter(str.isdigit, place))
    blank = blank.replace("\u00a0", " ")
    stray = f'<c r="{place}" t="s"><v>0</v></c>' if shared else cell(place, blank)
    rows = sheet([["Name", "Town", "Country"], ["Kim", "Bern", "CH"]])
    rows = rows.replace("</sheetData>", f'<row r="{row}">{stray}</row></sheetData>')
    content = xlsx(rows)
    if shared:
        out = io.BytesIO(content)
        with zipfile.ZipFile(out, "a") as archive:
            texts = f'<sst xmlns="{MAIN}"><si><t xml:space="preserve">{blank}</t></si></sst>'
            archive.writestr("xl/sharedStrings.xml", texts)
        content = out.getvalue()
    assert [row.sender.name for row in listed(tmp_path, content, suffix=".xlsx").rows] == ["Kim"]


def test_blank_cells_and_rows_at_the_end_of_a_csv_file_do_not_count(tmp_path: Path) -> None:
    blank = "," * 16_383 + "\n"
    content = f"Name,Town{blank}Kim,Bern{blank}" + ",,\n" * 1_048_574
    assert [row.sender.name for row in listed(tmp_path, content).rows] == ["Kim"]


def test_a_formula_that_failed_in_a_workbook_spoils_its_row(tmp_path: Path) -> None:
    rows = sheet([["Name", "Street", "Town"], ["Kim", Failed("#N/A"), "Bern"], ["Jo", "Ring 5", Failed("#REF!")]])
    result = listed(tmp_path, xlsx(rows), suffix=".xlsx")
    assert [d.message for d in told(result)] == [
        "a spreadsheet has made `#N/A` of this in `Sheet1!B2`",
        "a spreadsheet has made `#REF!` of this in `Sheet1!C3`",
    ]
    assert not result.rows


def test_a_note_beside_the_columns_of_a_workbook_costs_nobody_the_letter(tmp_path: Path) -> None:
    result = listed(tmp_path, xlsx(sheet([["Name", "Town"], ["Kim", "Bern", "", "paid 5 EUR"]])), suffix=".xlsx")
    assert [row.sender.name for row in result.rows] == ["Kim"]
    assert told(result)[0].message == "a column is left out: number 4"


@pytest.mark.parametrize("more", ["", ' s="1"', " s='1' t=\"n\""])
def test_an_empty_cell_far_away_is_no_reason_to_refuse(more: str, tmp_path: Path) -> None:
    text = sheet([["Name"], ["Kim"]]).replace("</sheetData>", f'<row r="9"><c r="XFD1048576"{more}/></row></sheetData>')
    assert sole(listed(tmp_path, xlsx(text), suffix=".xlsx")).name == "Kim"


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    assert sole(listed(tmp_path, xlsx(sheet([["Name"], ["Kim"]])), suffix=".csv")).name == "Kim"


# YAML


def test_a_list_in_yaml_is_a_list_of_sender_files(tmp_path: Path) -> None:
    text = "- name: Kim\n  address: [Ring 5, 0123 Wien]\n  country: NO\n- {name: Jo, personal_line: {fr: Bonjour}}\n"
    result = listed(tmp_path, text, suffix=".yaml")
    assert [row.line for row in result.rows] == [1, 4]
    assert result.rows[0].sender == Sender(name="Kim", address=("Ring 5", "0123 Wien"), country="NO")
    assert result.rows[1].sender == Sender.model_validate({"name": "Jo", "personal_line": {"fr": "Bonjour"}})


def test_each_sender_in_yaml_is_judged_by_itself(tmp_path: Path) -> None:
    text = "- name: Kim\n- name: Jo\n  contry: CH\n- nothing\n- name: Mo\n  name: Mo\n- {name: Al, town: X}\n"
    result = listed(tmp_path, text, suffix=".yml")
    assert [row.sender.name for row in result.rows] == ["Kim", "Al"]
    assert found(result) == [("UA102", 3, 3), ("UA103", 4, 3), ("UA012", 6, 3)]
    assert [line for line, _ in result.rejected] == [2, 4, 5]


@pytest.mark.parametrize(
    ("text", "code"), [("name: Kim", "UA604"), ("[]", "UA601"), ("- [", "UA011"), ("", "UA010"), ("- *a", "UA013")]
)
def test_yaml_that_is_no_list(text: str, code: str, tmp_path: Path) -> None:
    assert refused(tmp_path, text, ".yaml").code == code


# Mapping


def test_a_heading_can_be_mapped(tmp_path: Path) -> None:
    text = "Who,Where,Town\nKim,Ring 5,Bern\n"
    result = listed(tmp_path, text, {"WHO": "name", "where": "street", "Town": "ignore"})
    assert sole(result) == Sender(name="Kim", address=("Ring 5",))


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"Who": "nmae"}, "unknown field `nmae` for the heading `Who` (did you mean `name`?)"),
        ({"Who": "zzz"}, "unknown field `zzz` for the heading `Who` (there are: name, given, middle,"),
        ({"Wo": "name"}, "the list has no column `Wo` (did you mean `Who`?)"),
        ({"zzz": "name"}, "the list has no column `zzz` (there are: `Who`, `Town`)"),
    ],
)
def test_a_mapping_that_does_not_fit(mapping: dict[str, str], said: str, tmp_path: Path) -> None:
    with pytest.raises(Misuse) as misuse:
        listed(tmp_path, "Who,Town\nKim,Bern\n", mapping)
    assert str(misuse.value).startswith(said)


def test_columns_that_are_not_known_are_told_once(tmp_path: Path) -> None:
    result = listed(tmp_path, "Name,Shoe size,Title,,Hat\nKim,40,Dr,a note,50\nJo,41,,,\n")
    (warning,) = told(result)
    assert (warning.code, warning.is_error) == ("UA608", False)
    assert warning.message == "columns are left out: `Shoe size`, `Title`, number 4, `Hat`"
    assert len(result.rows) == 2


# Sound and unsound rows

LISTING = """\
Name;Street;Postcode;Town;Country;E-mail;Language;Privacy;Remark
Kim Sample;Hauptstraße 5;1067;Dresden;Germany;kim@example.org;de;full;keen
kim  sample;Hauptstr. 5;01067;DRESDEN;DE;;;;
;Ring 1;1010;Wien;AT;;;;
12345;Ring 1;1010;Wien;Austrai;kim(at)example.org;Klingon;secret;
Jo Doe;Ring 1;1010;Wien;AT;jo@example.org;de;initials;y;z
Al "Big" Doe;Ring 1;1010;Wien;AT;;;;
"Mo" Doe;Ring 1;1010;Wien;AT;;;;
Ed\u202eDoe;Ring 1;1,2E+05;Wien;AT;;;;
"Bo Doe";"a
b
c
d
e
f
g";1010;Wien;AT;;;;
"Cy Doe;Ring 1;1010;Wien;AT;;;;
Di Doe;Ring 2;1010;Wien;AT;;;anonymous;
"""


def test_everything_wrong_is_told_at_once(tmp_path: Path, golden: Golden) -> None:
    result = listed(tmp_path, LISTING)
    told = "\n".join(f"{d}\n    |{visible(d.span.source) if d.span else ''}|" for d in result.diagnostics)
    golden.holds("senders/messages.txt", told + "\n")
    assert [row.line for row in result.rows] == [2, 7, 18]
    assert [line for line, _ in result.rejected] == [3, 4, 5, 6, 8, 9, 10, 17]


def test_nothing_of_a_row_is_shown_but_the_cell_in_question(tmp_path: Path) -> None:
    for diagnostic in listed(tmp_path, LISTING).diagnostics:
        span = diagnostic.span
        assert span
        place = span.source[span.column - 1 : span.end_column - 1].strip()
        if diagnostic.code == "UA108":  # Which points at a character in it.
            assert (span.source.strip(), place) == ("Ed\u202eDoe", "\u202e")
        else:
            assert span.source.strip() == place


def test_the_place_of_a_cell_is_its_place_in_the_file(tmp_path: Path) -> None:
    text = 'Name,"E-mail",Country\n"Kim ""K"" S, Jr",x,DE\n"a\nb",ok@example.org,\nJo,"y\nz",QQ\n'
    lines = text.splitlines()
    result = listed(tmp_path, text)
    assert found(result) == [("UA106", 2, 19), ("UA106", 5, 4), ("UA610", 6, 4)]
    for diagnostic in told(result):
        span = diagnostic.span
        assert span
        part = slice(span.column - 1, span.end_column - 1)
        assert span.source[part] == lines[span.line - 1][part] != ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kim Sample,Hauptstraße 5,Bern", "KIM SAMPLE,Hauptstr. 5,Bern", True),
        ("Kim Sample,Main Street 5,Bern", "Kim  Sample,Main St. 5,Bern", True),
        ("José García,Ring 5,Bern", "Jose Garcia,Ring 5,Bern", True),
        ("Łukasz Ołów,Ring 5,Bern", "Lukasz Olow,Ring 5,Bern", True),
        ("Kim Sample,Ring 5,Bern", "Kim Sample,Ring 6,Bern", False),
        ("Kim Sample,Ring 5,Bern", "Kim Sample Jr.,Ring 5,Bern", False),
        ("Kim Sample,,", "Kim Sample,,", False),
        ('"Müller, Jürgen",Ring 5,Köln', "Jürgen Müller,Ring 5,Köln", True),
        ("Jürgen Müller,Ring 5,Köln", "Juergen Mueller,Ring 5,Koeln", True),
        ("Juergen Mueller,Ring 5,Koeln", "Jürgen Müller,Ring 5,Köln", True),
        ("Jürgen Müller,Ring 5,Köln", "Jurgen Muller,Ring 5,Koln", True),
        ('Kim,Elm 5,"Troy, NY"', 'Kim,Elm 5,"Troy, MI"', False),
        ("Michael Sample,Ring 5,Bern", "Michał Sample,Ring 5,Bern", False),
    ],
)
def test_a_person_gets_no_two_letters(one: str, other: str, same: bool, tmp_path: Path) -> None:
    result = listed(tmp_path, f"Name,Street,Town\n{one}\n{other}\n")
    assert [row.line for row in result.rows] == ([2] if same else [2, 3])
    assert [line for line, _ in result.rejected] == ([3] if same else [])
    assert [d.message for d in told(result)] == (["the same name and address as in line 2"] if same else [])


def test_without_an_address_the_email_tells_who_is_the_same() -> None:
    assert identities(Sender(name="Kim", email="k@example.org")) == identities(
        Sender(name="KIM", email="K@example.org")
    )
    assert identities(Sender(name="Kim")) == ([], [])


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [("", "50667", [2]), ("50667", "", [2]), ("50667", "50667", [2]), ("50667", "50999", [2, 3]), ("", "", [2])],
)
def test_who_is_listed_with_and_without_a_postcode_is_the_same(
    one: str, other: str, kept: list[int], tmp_path: Path
) -> None:
    text = f"Name,Street,Postcode,Town,Country\nKim Sample,Ring 5,{one},Köln,DE\nKim Sample,Ring 5,{other},Koeln,DE\n"
    assert [row.line for row in listed(tmp_path, text).rows] == kept


def test_many_problems_that_are_alike_are_grouped(tmp_path: Path) -> None:
    rows = "".join(f"Kim {number},Narnia {number}\n" for number in range(100))
    result = listed(tmp_path, f"Name,Country\n{rows}Jo,AT\n")
    assert len(result.rejected) == len(result.reasons) == 100
    assert found(result) == [("UA610", line, len(f"Kim {line - 2},") + 1) for line in range(2, 8)]
    assert told(result)[5].message == "and 95 more rows with a problem like the 5 before"


def test_a_row_that_was_rejected_does_not_make_a_later_one_the_second(tmp_path: Path) -> None:
    result = listed(tmp_path, "Name,Street,Privacy\nKim,Ring 5,x\nKim,Ring 5,full\n")
    assert [row.line for row in result.rows] == [3]


# Personal lines


def lines_of(result: Listed) -> dict[str, str]:
    (row,) = result.rows
    return dict(row.sender.personal_line.root) if row.sender.personal_line else {}


def test_a_message_to_the_office_is_no_personal_line(tmp_path: Path) -> None:
    assert lines_of(listed(tmp_path, "Name,Message\nKim,Please do not call me before 10\n")) == {}


@pytest.mark.parametrize(
    ("named", "cells", "into", "not_into"),
    [
        ("Personal line", "Я учитель.", "ru ky kk tg uz-Cyrl", "en de uz zh-Hans ar"),
        ("Personal line", "I teach.", "en de fr es", "ru ar zh-Hans uz-Cyrl"),
        ("Personal line,Language", "I teach.,en", "en", "de fr ru"),
        ("Personal line,Language", "Я учитель.,en", "ru", "en de"),
        ("Personal line,Language", "Uczę.,pl", "pl", "en de"),
        ("Personal line,Language", "I teach.,Klingon", "en", "ru"),
        ("Personal line ru", "Я учитель.", "ru", "ky en"),
        ("Personal line (Russian)", "Я учитель.", "ru", "ky en"),
        ("personal_line uz-Cyrl", "Мен ўқитаман.", "uz-Cyrl", "uz ru"),
    ],
)
def test_a_personal_line_goes_only_into_letters_that_are_written_as_it_is(
    named: str, cells: str, into: str, not_into: str, tmp_path: Path
) -> None:
    result = listed(tmp_path, f"Name,{named}\nKim,{cells}\n")
    lines = lines_of(result)
    assert set(into.split()) <= set(lines)
    assert not set(not_into.split()) & set(lines)
    told_ = [d for d in result.diagnostics if "does not say its language" in d.message]
    assert len(told_) == (named == "Personal line")
    assert not any(d.is_error for d in result.diagnostics)


def test_a_line_in_one_language_goes_before_one_in_any(tmp_path: Path) -> None:
    lines = lines_of(listed(tmp_path, "Name,Personal line,Personal line de\nKim,I teach.,Ich lehre.\n"))
    assert (lines["de"], lines["en"]) == ("Ich lehre.", "I teach.")


def test_a_personal_line_that_is_too_long_is_told_with_its_row(tmp_path: Path) -> None:
    result = listed(tmp_path, f"Name,Personal line\nKim,{'I teach. ' * 50}\nJo,I teach.\n")
    assert result.reasons == ("UA106: a personal line of 449 characters: there is room for 300",)
    assert [row.line for row in result.rows] == [3]
    text = f"- name: Kim\n  personal_line: {'I teach. ' * 50}\n- name: Jo\n"
    assert found(listed(tmp_path, text, suffix=".yaml")) == [("UA106", 2, 18)]


# Rows that are nobody, and people who must not or cannot be written for


@pytest.mark.parametrize(
    ("row", "place", "looks"),
    [
        ("Total: 9,,,", 2, "a total"),
        ("Summe,,,4", 2, "a total"),
        (",,Grand Totals (3 records),", 2, "a total"),
        ("Итого 12,,,", 2, "a total"),
        ("n/a,n/a,n/a,", 2, "a mark that there is no name"),
        ("Mr.,Ring 5,Leeds,", 2, "a form of address without a name"),
        ("Mr & Mrs,Ring 5,Leeds,", 2, "a form of address without a name"),
        ("TEST TEST,x,x,", 2, "an entry made as a trial"),
        ("Name,Street,Town,", 2, "a heading"),
        (",,,Copyright (c) 2026 salesforce.com", 2, "a line of text beside the list"),
        ("Generated By:  Some User  3/20/2026,,,\nSample Section,,,", 3, "a line of text beside the list"),
    ],
)
def test_a_row_that_is_nobody_is_told_what_it_looks_like(row: str, place: int, looks: str, tmp_path: Path) -> None:
    result = listed(tmp_path, f"Name,Street,Town,Salutation\n{row}\n")
    assert not result.rows
    assert result.reasons[place - 2].startswith("UA614: ")
    assert result.reasons[place - 2].endswith(f"it looks like {looks}")


@pytest.mark.parametrize("name", ["Total Eclipse", "Summer Smith", "Eva Test", "Standish Kim", "Елена Родина"])
def test_a_name_that_is_only_odd_is_kept(name: str, tmp_path: Path) -> None:
    assert sole(listed(tmp_path, f"Name\n{name}\n")).name == name


@pytest.mark.parametrize(
    ("headings", "row", "name"),
    [
        ("Contact Type,Display Name,First Name,Last Name", "Household,The Sample family,,", "The Sample family"),
        ("Contact Type,Display Name,First Name,Last Name", "Organization,St Mary Parish,,", "St Mary Parish"),
        ("First Name,Last Name,Account Name", ",,Corner Shop", "Corner Shop"),
        ("Name", "Corner Shop Ltd", "Corner Shop Ltd"),
        ("Name", "Mr & Mrs Sample", "Mr & Mrs Sample"),
        ("First Name,Last Name", "Eva & Tom,Sample", "Eva & Tom Sample"),
        ("Vorname,Nachname", "Familie,Kern", "Familie Kern"),
        ("Anrede,Vorname,Nachname", "Familie,,Kern", "Familie Kern"),
        ("Anrede,Vorname,Nachname", "Familie,Jo,Kern", "Familie Jo Kern"),
        ("Anrede,Name", "Familie,Familie Kern", "Familie Kern"),
        ("Anrede,Nachname", "Herr und Frau,Kern", "Herr und Frau Kern"),
        ("Anrede,Vorname,Nachname", "Herr und Frau,Jo,Kern", "Jo Kern"),
        ("Home Title,Last Name", "Family,Kern", "The Kern family"),
        ("Обращение,Фамилия", "семья,Керн", "Керн"),
    ],
)
def test_who_is_not_one_person_is_named(headings: str, row: str, name: str, tmp_path: Path) -> None:
    result = listed(tmp_path, f"{headings}\n{row}\n")
    assert [row.sender.name for row in result.rows] == [name]
    ((said, place),) = [(d.message, d.span) for d in result.diagnostics if d.code == "UA6001"]
    assert (
        said
        == f"1 sender seems to be several people or an organisation and will sign as one, with `I`: `{name}` (row 2)"
    )
    assert place
    assert place.line == 2


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Contact Type,First Name,Last Name", "Individual,Kim,Sample"),
        ("First Name,Last Name,Account Name", "Kim,Sample,Sample Household"),
        ("First Name,Last Name,Account Name", ",Sample,Sample"),
        ("Account Name", "Kim Sample"),
        ("Anrede,Name", "Frau,Kim Sample"),
        ("Name,Vorname", "Родина,Елена"),
    ],
)
def test_one_person_is_none_of_several(headings: str, row: str, tmp_path: Path) -> None:
    assert "UA6001" not in {d.code for d in listed(tmp_path, f"{headings}\n{row}\n").diagnostics}


def test_all_who_are_not_one_person_are_counted_but_not_those_who_do_not_sign(tmp_path: Path) -> None:
    rows = "".join(f"Sample {letter} Ltd,\n" for letter in "ABCDEFG") + "Sample H Ltd,yes\n"
    (found,) = [d for d in listed(tmp_path, f"Name,Deceased\n{rows}").diagnostics if d.code == "UA6001"]
    assert found.message.startswith("7 senders seem to be several people")
    assert found.message.endswith("`Sample E Ltd`, … (rows 2, 3, 4, 5, 6 and 2 more)")
    entries = "- {name: The Sample family}\n- {name: Kim}\n- {name: Choir, signatories: [Jo, Mo]}\n"
    (found,) = [d for d in listed(tmp_path, entries, suffix=".yaml").diagnostics if d.code == "UA6001"]
    assert found.message.endswith("`The Sample family`, `Choir` (rows 1, 3)")


@pytest.mark.parametrize("total", ["Grand Totals (6 records),,", ",Grand Totals (6 records),", "Total,6,"])
def test_a_total_above_what_a_program_writes_below_its_list_stops_nothing(total: str, tmp_path: Path) -> None:
    below = f"{total}\nSample report,,\nCopyright (c) 2026 salesforce.com\n"
    result = listed(tmp_path, f"First Name,Last Name,Town\nKim,Sample,Bern\n{below}")
    assert [(d.code, d.is_error, d.span and d.span.line) for d in result.diagnostics if d.code == "UA614"] == [
        ("UA614", False, 3),
        ("UA614", False, 4),
        ("UA614", False, 5),
    ]
    assert (len(result.rows), result.bad, sum(result.kept_from.values())) == (1, 0, 3)
    alone = listed(tmp_path, f"First Name,Last Name,Town\nKim,Sample,Bern\n{total}\n")
    assert alone.bad == 1


def test_what_switches_the_search_for_the_dead_off_is_said(tmp_path: Path) -> None:
    result = listed(tmp_path, "Name,Town,Notes,Deceased\nKim,Bern,† 2023?,\nJo,Bern,,yes\n")
    hints = [d.hint for d in result.diagnostics if d.code == "UA616"]
    assert hints == [
        'correct the cell if it means something else: --map "Notes=" would pass over what this column says of deaths '
        "and of wishes in every row",
        'if the column is about something else, say so: --map "Deceased="',
    ]


def test_a_town_above_its_postcode_tells_doublets_as_beside_it(tmp_path: Path) -> None:
    rows = ["Kim,5 Way,Leeds,LS1 1AA,GB", "Kim,5 Way,Leeds,,GB", "Kim,5 Way,Leeds,LS2 2BB,GB"]
    result = listed(tmp_path, "\n".join(["Name,Street,Town,Postcode,Country", *rows, ""]))
    assert [row.line for row in result.rows] == [2, 4]
    assert [d.span and d.span.line for d in result.diagnostics if d.code == "UA609"] == [3]


@pytest.mark.parametrize(
    ("heading", "value", "why"),
    [
        ("Deceased", "Yes", "the person has died"),
        ("Deceased Date", "2020-01-02", "the person has died"),
        ("is_deceased", "false", ""),
        ("Do Not Mail", "1", "the person wants no post"),
        ("Do Not Mail", "No", ""),
        ("Is Deleted (in trash)", "1", "the entry is closed or deleted"),
        ("Verstorben", "nein", ""),
        ("Deceased", "", ""),
    ],
)
def test_nobody_signs_who_has_died_or_wants_no_post(heading: str, value: str, why: str, tmp_path: Path) -> None:
    result = listed(tmp_path, f"Name,{heading},Town\nKim,{value},Bern\n")
    said = f"UA616: no letter from this row: {why} (`{heading}` is `{value}`)"
    assert result.reasons == ((said,) if why else ())
    assert len(result.rows) == (not why)
    assert result.bad == 0  # Nothing that anybody has to mend.
    assert dict(result.kept_from) == ({why: 1} if why else {})


DEAD = [
    "Deceased / Closed", "Deceased?", "Date of Death", "npe01__Deceased__c", "CnBio_Deceased", "contact.is_deceased",
    "Verstorben am", "Sterbedatum", "Décédé(e)", "Date de décès", "Fallecido/a", "Дата смерти", "Кайтыш болгон",
    "Қайтыс болған", "Aradan çykan", "Vafot etgan", "Вафот этган", "Марҳум", "متوفى", "تاریخ فوت", "已故", "Deceduto",
    "Falecido", "Overleden", "Zmarły", "Vefat etti", "Померла", "Avliden", "Afdød", "Dødsdato",
]  # fmt: skip
UNWILLING = [
    "Do Not Trade", "DoNotContact", "donotpostalmail", "Do not allow Bulk Mails", "Opt out post", "Postal opt-out",
    "OptOut Mail", "Is Opt Out", "Unsubscribed", "UNSUB_TIME", "Gone away", "Mail suppression",
    "Keine Post", "Bitte nicht anschreiben", "Werbesperre", "Ne plus contacter", "No contactar", "Не беспокоить",
    "Хат жазбау", "Xat yubormang", "لا تراسل", "勿寄", "Non scrivere", "Não contactar", "Geen post", "Nie pisać",
    "Не писати", "Skicka ej post", "Ikke kontakt",
]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "why"),
    [*((each, "the person has died") for each in DEAD), *((each, "the person wants no post") for each in UNWILLING)],
)
def test_who_must_not_sign_is_known_whatever_the_column_is_called(heading: str, why: str, tmp_path: Path) -> None:
    rows = "".join(
        f"Kim {letter},Bern,{value}\n" for letter, value in zip("ABCDE", ("x", "", "0", "no", "?"), strict=True)
    )
    result = listed(tmp_path, f"Name,Town,{heading}\n{rows}")
    assert [line for line, _ in result.rejected] == [2, 6]
    assert all(each.startswith(f"UA616: no letter from this row: {why} (") for each in result.reasons)
    assert [(d.code, d.span.line, d.span.column) for d in result.diagnostics if d.code == "UA616" and d.span] == [
        ("UA616", 2, 12),
        ("UA616", 6, 12),
    ]


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "-",
        "0",
        "0.0",
        "No",
        "FALSE",
        "N",
        "nein",
        "нет",
        "0000-00-00",
        "1900-01-00",
        "00/00/0000",
        "1899-12-30",
        "Allow",
    ],
)
def test_what_is_clearly_a_no_bars_nobody(value: str, tmp_path: Path) -> None:
    assert len(listed(tmp_path, f"Name,Town,Deceased\nKim,Bern,{value}\n").rows) == 1


@pytest.mark.parametrize(
    "value",
    [
        "1",
        "Y",
        "x",
        "J",
        "oui",
        "да",
        "2019-04-01",
        "01/04/2019",
        "-1",
        "maybe",
        "unknown",
        "?",
        "☑",
        "#N/A",
        "2",
    ],
)
def test_what_is_not_clearly_a_no_bars(value: str, tmp_path: Path) -> None:
    assert not listed(tmp_path, f"Name,Town,Deceased\nKim,Bern,{value}\n").rows


@pytest.mark.parametrize(
    "heading",
    [
        "GDPR consent",
        "Consent: post",
        "Mail consent",
        "Postal opt-in",
        "Einwilligung Post",
        "Согласие",
        "May we write to you?",
    ],
)
def test_a_permission_must_be_given(heading: str, tmp_path: Path) -> None:
    values = ("yes", "1", "2024-05-01", "no", "", "withdrawn", "0", "pending")
    rows = "".join(f"Kim {letter},Bern,{value}\n" for letter, value in zip("ABCDEFGH", values, strict=True))
    result = listed(tmp_path, f"Name,Town,{heading}\n{rows}")
    assert [row.line for row in result.rows] == [2, 3, 4]


@pytest.mark.parametrize(
    "heading",
    [
        "Spouse deceased",
        "Death benefit",
        "Opt-in / opt-out",
        "No consent",
        "GDPR",
        "Consent withdrawn",
        "Not deceased",
        "Mailing preference service",
    ],
)
def test_a_doubtful_column_stops_the_run_until_it_is_mapped(heading: str, tmp_path: Path) -> None:
    text = f"Name,Town,{heading}\nKim,Bern,1\nJo,Bern,\n"
    error = refused(tmp_path, text)
    assert (error.code, error.span and (error.span.line, error.span.column)) == ("UA615", (1, 11))
    assert error.message.startswith(f"`{heading}` may say who has died")
    assert f'--map "{heading}=do_not_write"' in error.hint
    lines = {field: [row.line for row in listed(tmp_path, text, {heading: field}).rows]
             for field in ("deceased", "do_not_write", "consent", "")}  # fmt: skip
    assert lines == {"deceased": [3], "do_not_write": [3], "consent": [2], "": [2, 3]}
    assert len(listed(tmp_path, text.replace(",1", ",")).rows) == 2  # Nothing is in it.


@pytest.mark.parametrize(
    "heading",
    [
        "Option",
        "Adopted by",
        "OPTIN_TIME",
        "Do not phone",
        "DoNotCall",
        "Today",
        "Organization",
        "Preferred contact method",
        "Block",
        "Custodian",
    ],
)
def test_other_columns_bar_nobody(heading: str, tmp_path: Path) -> None:
    result = listed(tmp_path, f"Name,Town,{heading}\nKim,Bern,as said\n")
    assert len(result.rows) == 1
    assert [d.message for d in told(result)] == [f"a column is left out: `{heading}`"]


MARKED = [
    "Kim Sample (deceased)",
    "Deceased - Kim Sample",
    "DO NOT MAIL Kim Sample",
    "[DNC] Kim Sample",
    "late Mr Sample",
    "Estate of Kim Sample",
    "The Executors of Kim Sample",
    "Kim Sample †",
    "Kim Sample (dec'd)",
    "Kim Sample (1931–2020)",
    "Kim Sample verstorben",
    "Nachlass Kim Sample",
    "Kim Sample (décédée)",
    "Succession de Kim Sample",
    "Kim Sample (q.e.p.d.)",
    "Ким Пример (умер)",
    "покойный Ким Пример",
    "маркум Ким",
    "марқұм Ким",
    "merhum Kim",
    "вафот этган Ким",
    "المرحوم كيم",
    "مرحوم کیم",
    "王小明(已故)",
    "Eredi di Kim Sample",
    "Falecido Kim",
    "Wijlen Kim Sample",
    "Ś.p. Kim Sample",
    "Kim померла",
    "Kim Sample avliden",
    "Dødsboet Kim Sample",
    "NICHT ANSCHREIBEN Kim",
    "ne pas contacter Kim",
    "не писать Ким",
]


@pytest.mark.parametrize("name", MARKED)
def test_a_name_may_say_it_too(name: str, tmp_path: Path) -> None:
    result = listed(tmp_path, f'Name,Town\n"{name}",Bern\nJo Sample,Bern\n')
    assert [row.sender.name for row in result.rows] == ["Jo Sample"]
    assert result.reasons[0].startswith("UA616: no letter from this row: the person")
    entries = listed(tmp_path, f'- name: "{name}"\n- name: Jo Sample\n', suffix=".yaml")
    assert [row.sender.name for row in entries.rows] == ["Jo Sample"]


@pytest.mark.parametrize(
    "name", ["Rip Sample", "Kim Ripley", "Jane Lateef", "Dec Sample", "Kim Post", "Kim Closed", "Kim Sample (Jr.)"]
)
def test_a_name_that_only_looks_like_it_is_kept(name: str, tmp_path: Path) -> None:
    assert sole(listed(tmp_path, f"Name\n{name}\n")).name == name


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Status", "Deceased"),
        ("Status", "closed"),
        ("Record type", "Anonymised"),
        ("Category", "Do Not Mail"),
        ("Solicit codes", "Donor; Do not contact"),
        ("Title", "The late Mr"),
        ("", "deceased 2019"),
        ("Remark", "verstorben"),
    ],
)
def test_a_column_that_is_not_read_may_say_it_too(heading: str, value: str, tmp_path: Path) -> None:
    text = f"Name,{heading},Town\nKim,{value},Bern\nJo,Active,Bern\n"
    result = listed(tmp_path, text)
    assert [row.line for row in result.rows] == [3]
    assert [(d.span.line, d.span.column) for d in result.diagnostics if d.code == "UA616" and d.span] == [(2, 5)]
    if heading:
        assert len(listed(tmp_path, text, {heading: ""}).rows) == 2


KEPT_OUT = [
    *((heading, "2021-03-04", "") for heading in (
        "†", "+", "✝", "gest.", "Data zgonu", "Datum smrti", "Preminula", "Elhalálozás dátuma", "Починал", "Αποβίωσε",
        "θανών", "נפטר", "사망일", "死亡日", "歿", "Datum úmrtí", "Dátum úmrtia", "Датум смрти", "Data decesului",
        "Kuolinaika", "Surmakuupäev", "Mirties data", "Nāves datums", "Verst.", "Austritt", "Ausgetreten am",
        "gekündigt", "Opzegdatum", "Fecha de baja", "Resigned", "Removed",
    )),
    ("Allow mail", "FALSE", "TRUE"),
    ("Mail", "Do Not Allow", "Allow"),
    ("Mail", "N", "jo@example.org"),
    ("Acepta correo", "no", "sí"),
    ("Appeals", "no thanks", "very keen"),
    ("Preferred contact", "none", "by post"),
    ("Sperrvermerk", "x", ""),
    ("Sperrkennzeichen", "X", ""),
    ("Suspended", "Y", "N"),
    ("statecode", "Inactive", "Active"),
    ("CnBio_Inactive", "Yes", "No"),
    ("UA network", "left", "member"),
    ("Title", "Late", "Ms"),
    ("Suffix", "(dec.)", ""),
    ("Anything", "+ 2024", "nothing of note"),
    ("Notes", "son says she has passed", "keen"),
    ("Notes", "please no more letters", "keen"),
    ("Notes", "remove from list", "keen"),
    ("Notes", "🕯", "keen"),
    ("Notes", "Died in May, her mother writes", "keen"),
    ("Notes", "mother says he died", "keen"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "value", "other"), KEPT_OUT)
def test_the_row_alone_is_left_out_that_says_it(heading: str, value: str, other: str, tmp_path: Path) -> None:
    text = f"Name,Town,{heading}\nKim Sample,Bern,{value}\nJo Miller,Bern,{other}\n"
    result = listed(tmp_path, text)
    assert [row.line for row in result.rows] == [3]
    assert [(d.span.line, d.span.column) for d in result.diagnostics if d.code == "UA616" and d.span] == [(2, 17)]


@pytest.mark.parametrize(
    ("heading", "value", "other"),
    [
        ("Post", "N", "Y"),
        ("Mailing", "N", "Y"),
        ("Mail? (Y/N)", "N", "Y"),
        ("Brief", "nein", "ja"),
        ("Courrier", "non", "oui"),
        ("Letters", "no", "yes"),
        ("Urgent Actions", "No", "Yes"),
        ("IYS", "RET", "ONAY"),
        ("Status", "D", "A"),
        ("Zgłoszony", "z", ""),
        ("Wafat", "2021-02-03", ""),
        ("Mati", "2021", ""),
    ],
)
def test_marks_and_days_that_nobody_understands_ask(heading: str, value: str, other: str, tmp_path: Path) -> None:
    text = f"Name,Town,{heading}\nKim Sample,Bern,{value}\nJo Miller,Bern,{other}\n"
    error = refused(tmp_path, text)
    assert (error.code, error.span and (error.span.line, error.span.column)) == ("UA615", (1, 11))
    assert f'--map "{heading}=do_not_write"' in error.hint
    assert len(listed(tmp_path, text, {heading: ""}).rows) == 2


def test_marks_without_a_heading_ask_for_one(tmp_path: Path) -> None:
    error = refused(tmp_path, "Name,Town,\nKim Sample,Bern,x\nJo Miller,Bern,\n")
    assert error.message.startswith("column 3, which has no heading, has only answers, marks or days")
    assert (error.code, error.hint) == ("UA615", "give it a heading that says what it holds, or delete it")


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Gender", "fm"),
        ("Geschlecht", "wm"),
        ("Пол", "жм"),
        ("Birthday", ["1970-02-03", "1981-04-05"]),
        ("Last donation", ["2024-02-03", ""]),
        ("Spendendatum", ["01.02.2024", ""]),
        ("Mitglied seit", ["2001", "2011"]),
        ("Newsletter", ["ja", "nein"]),
        ("Created at", ["2020-01-01", "2020-01-02"]),
        ("Group", "AB"),
        ("Children", "21"),
        ("Phone", ["+2010 1234567", "Do Not Allow"]),
        ("Shoes", ["40", "41"]),
        ("Remark", ["x", "keen on letters to ministers"]),
        ("Remark", ["likes + prefers mornings", "a (d) b"]),
    ],
)
def test_columns_of_usual_marks_and_days_ask_nothing(heading: str, values: list[str], tmp_path: Path) -> None:
    result = listed(tmp_path, f"Name,Town,{heading}\nKim Sample,Bern,{values[0]}\nJo Miller,Bern,{values[1]}\n")
    assert len(result.rows) == 2
    assert [d.code for d in told(result)] == ["UA608"]


MARKS = [
    "Kim Sample (dec.)", "Kim Sample (d. 2024)", "Kim Sample *1930 +2024", "Kim Sample (+)", "Kim Sample (passed)",
    "Kim Sample_dead", "Kim Sample (overl.)", "Kim Sample (zm.)", "Kim Sample sel.", "Feu Kim Sample", "故王小明",
    "Kim Sample z״l", "Kim Sample ז״ל", "⚱ Kim Sample", "Kim Sample ‡", "ZZZ Kim Sample", "Kim Sample d e c e a s e d",
    "Kim Sample (decaesed)", "Kim Sample (verstroben)", "Kim Sample c/o Executors", "Kim Sample verst.", "+ Kim Sample",
    "Kim Sample [Gest. 2021]", "Kim Sample (falecido)",
]  # fmt: skip


@pytest.mark.parametrize("name", MARKS)
def test_a_short_mark_in_a_name_says_it_too(name: str, tmp_path: Path) -> None:
    result = listed(tmp_path, f"Name,Town\n{name},Bern\nJo Miller,Bern\n")
    assert [row.sender.name for row in result.rows] == ["Jo Miller"]
    assert dict(result.kept_from) != {}


@pytest.mark.parametrize(
    "name",
    [
        "Verst Sample",
        "Kim Verst",
        "Kim + Jo Sample",
        "Seligman Sample",
        "Kim Feu",
        "Kim Sample (MdB)",
        "Kim Sample (Ed)",
        "Kim Sample (D)",
        "Kim Zzz",
        "Kim 故",
        "Passed Sample",
    ],
)
def test_a_name_that_is_only_like_a_mark_is_kept(name: str, tmp_path: Path) -> None:
    assert sole(listed(tmp_path, f"Name\n{name}\n")).name == name


@pytest.mark.parametrize(
    "remark",
    [
        "Her mother died in 2020; very keen",
        "father (deceased) was a member",
        "Ihr Mann ist verstorben",
        "son père est décédé en 2019",
        "её муж умер",
    ],
)
def test_the_death_of_a_relative_is_told_and_keeps_nobody_from_signing(remark: str, tmp_path: Path) -> None:
    result = listed(tmp_path, f"Name,Town,Notes\nKim Sample,Bern,{remark}\nJo Miller,Bern,keen\n")
    assert len(result.rows) == 2
    (warning,) = [d for d in told(result) if d.code == "UA615"]
    assert (warning.is_error, warning.span and (warning.span.line, warning.span.column)) == (False, (2, 17))
    assert warning.message == f"`Notes` is `{remark}`: taken for the death of somebody else"


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Do not email", "Yes"),
        ("HasOptedOutOfEmail", "1"),
        ("Email opt out", "Y"),
        ("No Bulk Emails (User Opt Out)", "1"),
        ("E-mail Newsletter", "unsubscribed"),
    ],
)
def test_who_wants_no_e_mail_gets_letters(heading: str, value: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Name,Town,{heading}\nKim Sample,Bern,{value}\nJo Miller,Bern,\n", "utf-8")
    assert len(read_senders(path, "list.csv").rows) == 2
    assert [row.line for row in read_senders(path, "list.csv", electronic=True).rows] == [3]
    path.write_text(f"Name,Town,{heading}\nKim Sample,Bern,deceased\nJo Miller,Bern,\n", "utf-8")
    assert heading != "E-mail Newsletter" or [row.line for row in read_senders(path, "list.csv").rows] == [3]


def test_the_double_of_somebody_refused_is_refused_as_well(tmp_path: Path) -> None:
    text = "Name,Street,Town,Deceased\nKim Müller,Ring 5,Bern,\nJo,Ring 5,Bern,\nKim Mueller (†),Ring 5,Bern,\n"
    result = listed(tmp_path, text)
    assert [row.line for row in result.rows] == [3]
    (double,) = [d for d in result.diagnostics if d.code == "UA617"]
    assert (double.span and double.span.line, double.is_error) == (2, False)
    assert "the same name and address as in line 4: the person has died" in double.message
    assert dict(result.kept_from) == {"the person has died": 2}


def test_what_else_is_wrong_with_a_row_that_is_left_out_stops_nothing(tmp_path: Path) -> None:
    result = listed(tmp_path, "Name,Country,Deceased\nKim,Narnia,1\nJo,AT,\n")
    assert (result.bad, [row.line for row in result.rows]) == (0, [3])


def test_a_workbook_says_it_with_days_and_truths(tmp_path: Path) -> None:
    rows = [["Name", "Deceased Date"], ["Kim", Date(43831)], ["Jo", ""], ["Al", Date(0)]]
    result = listed(tmp_path, xlsx(sheet(rows)), suffix=".xlsx")
    assert [row.sender.name for row in result.rows] == ["Jo", "Al"]
    assert "(`Deceased Date` is `2020-01-01`) in `Sheet1!B2`" in result.reasons[0]


def test_a_list_in_yaml_says_it_with_fields(tmp_path: Path) -> None:
    text = "- {name: Kim, deceased: yes}\n- {name: Jo, do_not_mail: no}\n- {name: Al, consent: no}\n"
    result = listed(tmp_path, text, suffix=".yaml")
    assert [row.sender.name for row in result.rows] == ["Jo"]
    assert [(code, line) for code, line, _ in found(result)] == [("UA616", 1), ("UA616", 3)]
    (error,) = told(listed(tmp_path, "- {name: Kim, gdpr: yes}\n", suffix=".yaml"))
    assert (error.code, error.span and error.span.column) == ("UA615", 15)


def test_missing_addresses_are_counted(tmp_path: Path) -> None:
    rows = "Kim,,Bern,CH\nJo,Ring 5,,CH\n" + "".join(f"Al {letter},,,\n" for letter in "abcdefg")
    result = listed(tmp_path, "Name,Street,Town,Country\n" + rows)
    assert [(d.code, d.is_error, d.message) for d in result.diagnostics] == [
        ("UA101", False, "2 senders with a part of an address: the street or the town is missing (rows 2, 3)"),
        ("UA101", False, "7 senders without an address (rows 4, 5, 6, 7, 8 and 2 more)"),
    ]
    assert "1 sender without an address (row 1)" in str(
        listed(tmp_path, "- name: Kim\n", suffix=".yaml").diagnostics[0]
    )


@pytest.mark.parametrize(
    ("heading", "value", "kept", "said"),
    [
        ("Language", "English (United Kingdom)", "en", ""),
        ("Language", "Deutsch (Deutschland)", "de", ""),
        ("Language", "Klingon", None, "`Klingon` is not the tag of a language: left out"),
        (
            "E-mail",
            "a@example.org; b@example.org",
            "a@example.org",
            "2 e-mail addresses in one cell: `a@example.org` is used",
        ),
        ("E-mail", "Kim <k@example.org>", "k@example.org", ""),
        ("E-mail", "kim(at)example.org", None, "`kim(at)example.org` is not an e-mail address: left out"),
    ],
)
def test_what_a_letter_does_without_costs_nobody_the_letter(
    heading: str, value: str, kept: str | None, said: str, tmp_path: Path
) -> None:
    result = listed(tmp_path, f"Name,Town,{heading}\nKim,Bern,{value}\n")
    (row,) = result.rows
    assert (row.sender.language if heading == "Language" else row.sender.email) == kept
    assert [(d.is_error, d.message) for d in told(result)] == ([(False, said)] if said else [])


# The rejected rows


def test_rejected_rows_keep_their_layout_and_say_why(tmp_path: Path) -> None:
    text = "Name;Phone;E-mail\nKim;+1 555;k@example.org\n@1;+1 555;=1+1\n"
    rows = list(csv.reader(io.StringIO(rejected_csv(listed(tmp_path, text)).decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Name", "Phone", "E-mail", "original line", "problem"]
    assert rows[1][:4] == ["'@1", "'+1 555", "'=1+1", "3"]
    assert rows[1][4] == "UA614: `@1` is not a name"
    assert len(rows) == 2


FORMULAS = ["x,=1+1,y", "x;=1+1;y", "x| @SUM(A1)", "x\n=1+1", 'x,"=1+1', 'x;\n""=1', "=1,=2;=3", "a,\t+1", "Flat 3, -2"]


@pytest.mark.parametrize("cell", FORMULAS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_no_part_of_a_rejected_row_is_a_formula_whatever_parts_its_cells(cell: str, delimiter: str) -> None:
    written = write_csv([("Name", "Street"), (cell, "b"), ("a", cell)], delimiter).decode("utf-8-sig")
    for opened in (",", ";", "\t", "|"):
        rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=opened))
        assert not [part for row in rows for part in row if part.lstrip().startswith(("=", "+", "-", "@"))]
    again = list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter))
    assert [[typed(part) for part in row] for row in again[1:]] == [[cell, "b"], ["a", cell]]


def test_mended_rejected_rows_are_read_again(tmp_path: Path) -> None:
    text = 'Name,Street,Country\nKim,"=A1\nb",x\n'
    mended = rejected_csv(listed(tmp_path, text)).replace(b',"x",', b',"AT",')
    assert sole(listed(tmp_path, mended)) == Sender(name="Kim", address=("=A1", "b"), country="AT")


def test_rows_that_are_rejected_again_keep_their_first_line(tmp_path: Path) -> None:
    first = rejected_csv(listed(tmp_path, "Name,Country\nKim,AT\nJo,Narnia\n"))
    again = listed(tmp_path, first)
    assert told(again)[0].message == "`Narnia` is not a country"
    rows = list(csv.reader(io.StringIO(rejected_csv(again).decode("utf-8-sig"))))
    assert rows == [["Name", "Country", "original line", "problem"], ["Jo", "Narnia", "3", again.reasons[0]]]


def test_rejected_entries_in_yaml_lose_nothing(tmp_path: Path) -> None:
    text = (
        "- name: Kim\n  address: [Ring 5, 1010 Wien]\n  country: Narnia\n  signatories: [Jo, Mo]\n"
        "  personal_line: {de: Ich lehre., ru: Я учу.}\n"
        "- name: Al\n  language: fr\n  personal_line: J’enseigne.\n  contry: CH\n- nothing\n"
    )
    result = listed(tmp_path, text, suffix=".yaml")
    rejected = rejected_csv(result).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(rejected)))
    assert [row["contry"] for row in rows] == ["", "CH", ""]
    assert [row["name"] for row in rows] == ["Kim", "Al", "nothing"]
    again = listed(tmp_path, rejected.replace("Narnia", "AT"))
    assert again.rows[0].sender == Sender.model_validate(
        {
            "name": "Kim",
            "address": ["Ring 5", "1010 Wien"],
            "country": "AT",
            "signatories": ["Jo", "Mo"],
            "personal_line": {"de": "Ich lehre.", "ru": "Я учу."},
        }
    )
    assert (
        again.rows[1].sender.personal_line
        == Sender.model_validate({"name": "Al", "personal_line": {"fr": "J’enseigne."}}).personal_line
    )


def test_rows_come_out_of_their_packing_as_they_went_in(tmp_path: Path) -> None:
    texts = ["Ānd Žēb,Ring 5,Ōle,Да", "Kim,,,", "Ы,Улица 1,Бишкек,سلام"]
    rows = listed(tmp_path, "\n".join(["Name,Street,Town,Personal line ru", *texts, ""])).rows
    assert [row.line for row in rows] == [2, 3, 4] == list(rows.lines)
    assert (rows[0], rows[1], rows[-1]) == tuple(rows)
    assert [row.sender.name for row in rows] == ["Ānd Žēb", "Kim", "Ы"]
    assert rows[0].sender == Sender.model_validate(
        {"name": "Ānd Žēb", "address": ["Ring 5", "Ōle"], "town": "Ōle", "personal_line": {"ru": "Да"}}
    )
    with pytest.raises(IndexError):
        rows[3]


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["Kim", "=1+1", "-1", '"', "'", "a@b.org", "DE", "1.2E+05", "\n", "01067", "'=x", "@x"]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, min_size=1, max_size=9), min_size=1, max_size=6), st.sampled_from(",;\t"))
def test_every_row_is_sound_or_rejected_with_its_reason(tmp_path: Path, rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    named = ["Name", "Street", "House", "Postcode", "Town", "Country", "E-mail", "Language", "Privacy"]
    csv.writer(out, delimiter=delimiter).writerows([named, *rows])
    result = attempt(tmp_path, out.getvalue())
    if isinstance(result, Problems):
        assert {problem.code for problem in result.diagnostics if problem.is_error} <= {"UA601", "UA604"}
        return
    there = [tuple(row) for row in rows if any(cell and not cell.isspace() for cell in row)]
    lines = sorted([*(row.line for row in result.rows), *(line for line, _ in result.rejected)])
    assert len(lines) == len(there)
    assert [there[lines.index(line)] for line, _ in result.rejected] == [cells for _, cells in result.rejected]
    assert len(result.reasons) == len(result.rejected)
    assert all(result.reasons)
    written = list(csv.reader(io.StringIO(rejected_csv(result).decode("utf-8-sig"), newline=""), delimiter=delimiter))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in written for cell in row)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from([".csv", ".xlsx", ".yaml", ".txt"]), st.booleans())
def test_whatever_is_in_a_file_is_told_of_without_a_traceback(
    tmp_path: Path, content: bytes, suffix: str, with_headings: bool
) -> None:
    result = attempt(tmp_path, (b"Name,Street\n" if with_headings else b"") + content, suffix)
    assert isinstance(result, Listed) or result.diagnostics


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_workbook_is_told_of(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(xlsx(sheet([["Name", "Town"], ["Kim", "Bern"]])))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    result = attempt(tmp_path, bytes(content), ".xlsx")
    assert isinstance(result, Listed) or result.diagnostics


# Files that are refused


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "suffix", "code", "said"),
    [
        (b"", ".csv", "UA601", "nobody"),
        (b"Name,Town\n", ".csv", "UA601", "nobody"),
        (b"\n\n,,\n", ".csv", "UA601", "nobody"),
        (b"Kim,Bern\nJo,Basel\n", ".csv", "UA605", "no row of headings"),
        (b"Street,Town\na,b\n", ".csv", "UA605", "no column holds names; those that are known: `Street`, `Town`"),
        (b"Name\nKim\0\n", ".csv", "UA604", "bytes of zero"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xc0", ".csv", "UA603", "0x89"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a", ".csv", "UA603", "encoding"),
        (b"Name\n" + b"x" * 300_000, ".csv", "UA604", "a line of more than"),
        (b",".join([b"Name"] * 10_000) + b"\n1\n", ".csv", "UA604", "more than 500 columns"),
        (b"Name\n" + b"a\n" * 1_000_001, ".csv", "UA604", "more than 200,000 rows"),
        (b"not a zip", ".xlsx", "UA604", "not a sound workbook"),
        (b"PK\x03\x04 and no more", ".csv", "UA604", "not a sound workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, ".xls", "UA604", "old format, or one with a password"),
        (archive(content=b"x"), ".xlsx", "UA604", "not an Excel workbook"),
        (archive(**{"xl__workbook.xml": b"<x/>"}), ".xlsx", "UA604", "not a sound workbook"),
        (xlsx(sheet([])), ".xlsx", "UA601", "nobody"),
        (xlsx(f'<worksheet><row r="9">{cell("XFD9", 1)}</row></worksheet>'), ".xlsx", "UA604", "500 columns"),
        (xlsx(f"<worksheet><row>{cell('A1048576', 1)}</row></worksheet>"), ".xlsx", "UA604", "200,000 rows"),
        (xlsx(f"<worksheet>{cell('A199999', 1)}{cell('GZ1', 1)}</worksheet>"), ".xlsx", "UA604", "cells"),
    ],
)
def test_a_file_that_is_no_list_is_refused(content: bytes, suffix: str, code: str, said: str, tmp_path: Path) -> None:
    error = refused(tmp_path, content, suffix)
    assert error.code == code
    assert said in error.message
    assert error.hint
    assert error.span
    assert error.span.path == f"list{suffix}"


def shared(text: str, count: int) -> bytes:
    """A workbook with one text in many cells."""
    cells = "".join('<c t="s"><v>0</v></c>' for _ in range(count))
    out = io.BytesIO(xlsx(f'<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>'))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/sharedStrings.xml", f"<sst><si><t>{text}</t></si></sst>")
    return out.getvalue()


def packed_otherwise(how: int, **members: bytes) -> bytes:
    out = io.BytesIO(xlsx(sheet([["name"], ["Kim Sample"]])))
    with zipfile.ZipFile(out, "a") as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content, how)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (xlsx("<worksheet><row" + ' hidden="1"' * 60_000), "not a sound workbook"),
        (shared("a" * 3_000_000, 400), "400 cells, and a text of 3,000,"),
        (shared("a" * 400_000, 9_000), "9,000 cells, and a text of 400,"),
        (xlsx(f"<worksheet>{cell('a1', 1)}{cell('os150000', 1)}</worksheet>"), "room for more than 10,000,000 cells"),
        (xlsx(f"<worksheet>{cell('a1', 1)}{cell('xfd1048576', 1)}</worksheet>"), "more than 200,000 rows"),
        (packed_otherwise(zipfile.ZIP_BZIP2, xl__more_xml=bytes(1_000_000)), "not a sound workbook"),
        (packed_otherwise(zipfile.ZIP_LZMA, xl__more_xml=bytes(1_000_000)), "not a sound workbook"),
        (packed_otherwise(zipfile.ZIP_DEFLATED, content_xml=b"<x/>"), "not an Excel workbook"),
    ],
)
def test_a_few_kilobytes_take_no_time_and_no_memory(content: bytes, said: str, tmp_path: Path) -> None:
    """Each of these took a minute, or gigabytes, or the whole process with it."""
    before = time.perf_counter()
    assert said in refused(tmp_path, content, ".xlsx").message
    assert time.perf_counter() - before < 5


def test_a_long_text_in_one_cell_does_not_count_for_all() -> None:
    """What many cells have together is counted only where it might be too much, and then exactly."""
    cells = '<c t="s"><v>0</v></c>' + '<c t="s"><v>1</v></c>' * 2_000
    out = io.BytesIO(xlsx(f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/sharedStrings.xml", f"<sst><si><t>{'n' * 300_000}</t></si><si><t>ab</t></si></sst>")
    assert zip_limits.checked(out.getvalue(), "list.xlsx")[1]
    with zipfile.ZipFile(out) as file:
        assert 300_000 < zip_limits._written_out(file, 300_000) < 400_000


@pytest.mark.parametrize("space", [" ", "\u00a0"])
def test_a_total_with_a_long_tail_takes_no_time(space: str, tmp_path: Path) -> None:
    before = time.perf_counter()
    listed(tmp_path, f"name,street,town\nKim Sample,a,b\ntotal{space * 60_000}x,c,d\n".encode())
    assert time.perf_counter() - before < 5


def test_a_bomb_is_not_unpacked_even_if_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_limits, "MAX_UNPACKED", 3_000_000)
    bomb = bytearray(archive(**{"xl__workbook.xml": b"<x/>", "xl__worksheets__1.xml": b" " * 4_000_000}))
    assert "larger than 3 MB when unpacked" in refused(tmp_path, bytes(bomb), ".xlsx").message
    size = (4_000_000).to_bytes(4, "little")
    assert bomb.count(size) == 2
    lying = bytes(bomb).replace(size, (100).to_bytes(4, "little"))
    assert "larger than 3 MB when unpacked" in refused(tmp_path, lying, ".xlsx").message


def test_a_text_that_a_million_cells_refer_to_is_not_repeated(tmp_path: Path) -> None:
    cells = b'<c t="s"><v>0</v></c>' * 100_000
    text = b"<sst><si><t>" + b"x" * 50_000 + b"</t></si></sst>"
    parts = {"xl__workbook.xml": b"<x/>", "xl__sharedStrings.xml": text, "xl__1.xml": cells}
    assert refused(tmp_path, archive(**parts), ".xlsx").message == "100,000 cells, and a text of 50,016 bytes"


def test_looking_into_a_workbook_takes_no_longer_for_odd_text(tmp_path: Path) -> None:
    odd = b"<c " + b'r="A1" ' * 300_000
    content = archive(**{"xl__workbook.xml": b"<x/>", "xl__worksheets__1.xml": odd})
    start = time.process_time()
    assert refused(tmp_path, content, ".xlsx").code == "UA604"
    assert time.process_time() - start < 5


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".yaml"])
def test_a_file_too_large_is_not_read(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (csv_list, xlsx_list, yaml_list):
        monkeypatch.setattr(module, "MAX_BYTES", 9)
    assert refused(tmp_path, "- name: Kim", suffix).code == "UA003"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="UA001"):
        read_senders(tmp_path / "none.csv", "none.csv")


def test_countries_are_guessed_for_the_first_few_hundred_words_that_are_none(tmp_path: Path) -> None:
    rows = [f"Kim{n},{n} Street,{''.join(chr(97 + int(digit)) for digit in f'{n:08}')}" for n in range(20_000)]
    before = time.perf_counter()
    result = listed(
        tmp_path, "\n".join(["Name,Street,Country", "Kim,1 Street,Germny", *rows, "Kim,2 Street,Germny", ""])
    )
    assert time.perf_counter() - before < 20
    hints = [found.hint for found in result.diagnostics if found.code == "UA610"]
    assert hints[0] == "did you mean `Germany`?"


def test_a_row_with_a_stray_mark_costs_only_itself_and_not_for_ever(tmp_path: Path) -> None:
    text = "Name,Town\n" + "".join(f'"Kim" x,Bern\nJo {letter},Basel\n' for letter in "abcde")
    result = listed(tmp_path, text)
    assert [code for code, _, _ in found(result)] == ["UA606"] * 5
    many = listed(tmp_path, "Name,Town\nJo,Basel\n" + '"Kim" x,Bern\n' * 100)
    assert len(many.rejected) == csv_list.MAX_BROKEN + 1
    assert "the rest of the file was not read" in many.diagnostics[-1].message


# Data


def test_no_heading_stands_for_two_fields() -> None:
    data = headings.data("headings.yaml")
    seen: dict[str, str] = {}
    for field, lists in [*data["fields"].items(), ("ignore", data["ignored"])]:
        for heading in headings.variants(lists):
            plain = headings.fold_key(heading)
            assert seen.setdefault(plain, field) == field, heading
            assert headings.recognise(heading) == ("", field)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("kg", "KG"),
        ("KGZ", "KG"),
        ("UK", "GB"),
        ("U.S.A.", "US"),
        ("Киргизия", "KG"),
        ("Кыргызстан", "KG"),
        ("ÖSTERREICH", "AT"),
        ("Czech Republic", "CZ"),
        ("Côte d’Ivoire", "CI"),
        ("中国", "CN"),
        ("Oʻzbekiston", "UZ"),
        ("O`zbekiston", "UZ"),
        ("D", "DE"),
        ("A", "AT"),
        ("GER", "DE"),
        ("united kingdom (uk)", "GB"),
        ("Korea (South)", "KR"),
        ("Burma", "MM"),
        ("Myanmar (Burma)", "MM"),
        ("Bosnia & Herzegovina", "BA"),
        ("Congo - Kinshasa", "CD"),
        ("Палестинские территории", "PS"),
        ("Palästinensische Gebiete", "PS"),
        ("Palestine", "PS"),
        ("Macau", "MO"),
        ("Polska", "PL"),
        ("Nederland", "NL"),
        ("België", "BE"),
        ("Svizzera", "CH"),
        ("N. Ireland", "GB"),
        ("Fürstentum Liechtenstein", "LI"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Congo (Dem. Rep.)", "CD"),
        ("Korea", None),
        ("Channel Islands", None),
        ("Narnia", None),
        ("ZZ", None),
        ("World", None),
        ("", None),
    ],
)
def test_countries_by_the_names_that_people_use(word: str, code: str | None) -> None:
    assert vocabulary.country(word) == code


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("de", "de"),
        ("de_CH", "de"),
        ("German", "de"),
        ("Русский", "ru"),
        ("zh_CN", "zh-Hans"),
        ("uz-Cyrl", "uz-Cyrl"),
        ("pt-BR", "pt-BR"),
        ("Klingon", None),
    ],
)
def test_languages_by_the_names_that_lists_use(word: str, tag: str | None) -> None:
    assert vocabulary.language(word) == tag


def test_letters_of_columns() -> None:
    assert [xlsx_list._letters(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [zip_limits.number_of(letters) for letters in (b"A", b"Z", b"AA", b"XFD")] == [1, 26, 27, 16384]


def test_limits_are_told_in_the_manual() -> None:
    from ua_gen.lint.manuals import manuals

    assert f"{table.MAX_ROWS:,} rows and {table.MAX_COLUMNS} columns" in manuals()["UA604"].note
