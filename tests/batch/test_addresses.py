"""Addresses of a list: every column is used or named, towns and countries stand once, the country orders the lines."""

from pathlib import Path

import pytest

from ua_gen.batch.senders import read_senders, vocabulary
from ua_gen.batch.senders.result import Listed
from ua_gen.diagnostics import Diagnostic


def listed(tmp_path: Path, content: str, mapping: dict[str, str] | None = None, suffix: str = ".csv") -> Listed:
    path = tmp_path / f"list{suffix}"
    path.write_text(content, encoding="utf-8")
    return read_senders(path, path.name, mapping or {})


def address(tmp_path: Path, headings: str, row: str) -> list[str]:
    (found,) = listed(tmp_path, f"Name,{headings}\nKim Sample,{row}\n").rows
    return list(found.sender.address)


def notes(result: Listed, code: str) -> list[tuple[str, int, int]]:
    """Of a code: what is said, in which line and column."""
    return [(each.message, each.span.line, each.span.column) for each in result.diagnostics if _is(each, code)]


def _is(found: Diagnostic, code: str) -> bool:
    return found.code == code and found.span is not None


@pytest.mark.parametrize(
    ("headings", "row", "lines"),
    [
        ("Adresse,Adresse,Adresse,Land", "c/o Muster,Ring 5,10115 Berlin,DE", ["c/o Muster", "Ring 5", "10115 Berlin"]),
        (
            ",".join(f"Address line {n}" for n in range(1, 6)) + ",Postcode,Country",
            "The Mill,Flat 2,7 Low Road,Eastend,York,YO1 7HH,GB",
            ["The Mill", "Flat 2", "7 Low Road", "Eastend", "York", "YO1 7HH"],
        ),
        (
            "Suite,Building,Street,Neighborhood,City,Zip,Country",
            "Suite 4,Tower B,5 Main St,Midtown,Austin,78701,US",
            ["Suite 4", "Tower B", "5 Main St", "Midtown", "Austin 78701"],
        ),
        ("Straße,Hausnummer,House no,PLZ,Ort,Land", "Ring,5,a,10115,Berlin,DE", ["Ring 5 a", "10115 Berlin"]),
        ("Street,Suburb,City,Zip,Country", "5 Hill St,Roma,Napier,4110,NZ", ["5 Hill St", "Roma", "Napier 4110"]),
        # A part that the whole has already.
        ("Street,Address,Town,Country", "7 Low Road,\"Flat 2, 7 Low Road\",York,GB", ["Flat 2, 7 Low Road", "York"]),
    ],
)  # fmt: skip
def test_every_column_of_an_address_is_used_in_order(headings: str, row: str, lines: list[str], tmp_path: Path) -> None:
    assert address(tmp_path, headings, row) == lines


def test_columns_of_one_name_are_read_together_and_it_is_said(tmp_path: Path) -> None:
    result = listed(tmp_path, "Name,Name,Street,Town,Country\nKim,Sample,Ring 5,Bern,CH\nJo Muster,,Weg 1,Bern,CH\n")
    assert [row.sender.name for row in result.rows] == ["Kim Sample", "Jo Muster"]
    assert notes(result, "UA608") == [("2 columns are called `Name`: they are read together (row 2)", 2, 5)]


@pytest.mark.parametrize(
    ("headings", "row", "said"),
    [
        ("Postcode,Zip", "10115,20095", "`Zip` is left out where it says something else than `Postcode` (row 2)"),
        ("Country,Country code", "DE,AT", "`Country code` is left out where it says something else than `Country`"),
        ("E-mail,Home e-mail", "k@example.org,s@example.org", "`Home e-mail` is left out where it says"),
        ("State,County", "TX,Travis", "`County` is left out where it says something else than `State`"),
    ],
)
def test_what_only_one_can_be_of_is_used_once_and_the_other_named(
    headings: str, row: str, said: str, tmp_path: Path
) -> None:
    result = listed(tmp_path, f"Name,Town,{headings}\nKim,Bern,{row}\n")
    ((message, line, place),) = notes(result, "UA608")
    assert said in message
    assert (line, place) == (2, len(f"Kim,Bern,{row.partition(',')[0]},") + 1)
    same = listed(tmp_path, f"Name,Town,{headings}\nKim,Bern,{row.partition(',')[0]},{row.partition(',')[0]}\n")
    assert notes(same, "UA608") == []


def test_a_second_address_is_named_once_for_all_rows(tmp_path: Path) -> None:
    rows = "".join(f"Kim {letter},Ring 5,Bern,CH,Weg 1,Thun\n" for letter in "ABCDEFG")
    result = listed(tmp_path, "Name,Home Street,Home City,Home Country,Business Street,Business City\n" + rows)
    assert notes(result, "UA608") == [
        ("a second address is left out: `Business Street` (rows 2, 3, 4, 5, 6 and 2 more)", 2, 22)
    ]


@pytest.mark.parametrize(
    ("headings", "row", "lines"),
    [
        ("Address,Town,Country", '"7 Low Road\nYork YO1 7HH",York,GB', ["7 Low Road", "York YO1 7HH"]),
        ("Address,Town,Country", '"7 Low Road, York YO1 7HH",York,GB', ["7 Low Road", "York YO1 7HH"]),
        ("Adresse,PLZ,Ort,Land", '"Ring 5, Berlin",10115,Berlin,DE', ["Ring 5", "10115 Berlin"]),
        ("Adresse,PLZ,Ort,Land", '"Ring 5\n10115 Berlin",10115,Berlin,DE', ["Ring 5", "10115 Berlin"]),
        ("Address,City,State,Country", '"5 Main St, Austin, TX 78701",Austin,TX,US', ["5 Main St", "Austin, TX 78701"]),
        # The name of the town in that of a street is none.
        ("Address,Town,Postcode,Country", "York Road 5,York,YO1 7HH,GB", ["York Road 5", "York", "YO1 7HH"]),
        ("Address,Town,Postcode,Country", "New York,York,YO1 7HH,GB", ["New York", "York", "YO1 7HH"]),
        ("Address,Town,Zip,Country", '"7 Low Road\nYork\nYO1 7HH",York,YO1 7HH,GB', ["7 Low Road", "York", "YO1 7HH"]),
        # As it is written where lines are short of room.
        (
            "Address line 1,Address line 2,Address line 3,Address line 4,Address line 5,Town,Postcode,Country",
            "The Mill,Flat 2,7 Low Road,Mill Lane,Eastend,York,YO1 7HH,GB",
            ["The Mill", "Flat 2", "7 Low Road", "Mill Lane", "Eastend", "York YO1 7HH"],
        ),
        ("Adresse,PLZ,Ort,Land", "Berlin 5,10115,Berlin,DE", ["Berlin 5", "10115 Berlin"]),
    ],
)  # fmt: skip
def test_the_town_stands_in_an_address_once(headings: str, row: str, lines: list[str], tmp_path: Path) -> None:
    assert address(tmp_path, headings, row) == lines


@pytest.mark.parametrize(
    ("cell", "country", "lines", "code"),
    [
        ("7 Low Road\nYork YO1 7HH\nUnited Kingdom", "GB", ["7 Low Road", "York YO1 7HH"], "GB"),
        ("Ring 5\n1010 Wien\nÖsterreich", "Austria", ["Ring 5", "1010 Wien"], "AT"),
        ("Ring 5\n1010 Wien\nÖsterreich", "", ["Ring 5", "1010 Wien"], "AT"),
        ("1 Way\nSingapore", "SG", ["1 Way", "Singapore"], "SG"),
        ("1 Peach St\nAtlanta\nGeorgia", "US", ["1 Peach St", "Atlanta", "Georgia"], "US"),
    ],
)
def test_the_country_stands_in_an_address_once(
    cell: str, country: str, lines: list[str], code: str, tmp_path: Path
) -> None:
    (row,) = listed(tmp_path, f'Name,Address,Country\nKim,"{cell}",{country}\n').rows
    assert (list(row.sender.address), row.sender.country) == (lines, code)


def test_a_list_says_the_same_as_csv_and_as_yaml(tmp_path: Path) -> None:
    table = listed(tmp_path, 'name,address,town,country\nKim,"7 Low Road\nYork YO1 7HH",York,GB\n')
    entries = listed(
        tmp_path, "- {name: Kim, address: [7 Low Road, York YO1 7HH], town: York, country: GB}\n", suffix=".yaml"
    )
    assert [row.sender for row in table.rows] == [row.sender for row in entries.rows]


@pytest.mark.parametrize(
    ("country", "place", "lines"),
    [
        ("IE", "Sligo,Co. Sligo,F91 X2P0", ["Sligo", "F91 X2P0"]),
        ("IE", "Dublin 4,Co. Dublin,D04 X2P0", ["Dublin 4", "D04 X2P0"]),
        ("IE", "Tubbercurry,Co. Sligo,F91 X2P0", ["Tubbercurry", "Co. Sligo", "F91 X2P0"]),
        ("IN", "Pune,Maharashtra,411001", ["Pune 411001", "Maharashtra"]),
        ("ID", "Bogor,Jawa Barat,16111", ["Bogor 16111", "Jawa Barat"]),
        ("GB", "Ryde,Isle of Wight,PO33 2AA", ["Ryde", "PO33 2AA"]),
        ("GB", "York,England,YO1 7HH", ["York", "YO1 7HH"]),
        ("GB", '"Bristol","Bristol, City of",BS3 2AB', ["Bristol", "BS3 2AB"]),
        ("", '"Bristol","Bristol, City of",BS3 2AB', ["Bristol BS3 2AB"]),
        ("US", "New York,New York,10001", ["New York, New York 10001"]),
        ("ZA", "Sandton,Gauteng,2196", ["Sandton", "2196"]),
        ("HK", "Sha Tin,New Territories,", ["Sha Tin", "New Territories"]),
        ("RO", "Cluj-Napoca,Cluj,400001", ["400001 Cluj-Napoca", "Cluj"]),
        ("NG", "Ikeja,Lagos State,100001", ["100001 Ikeja", "Lagos State"]),
        ("GE", "Tbilisi,Tbilisi,0105", ["0105 Tbilisi"]),
    ],
)
def test_a_region_stands_where_its_country_writes_it(
    country: str, place: str, lines: list[str], tmp_path: Path
) -> None:
    assert address(tmp_path, "Street,Town,Region,Postcode,Country", f"Ring,{place},{country}")[1:] == lines


def test_a_region_that_its_country_does_not_write_is_said_to_be_left_out(tmp_path: Path) -> None:
    rows = "Kim,Ring 5,Erfurt,99084,Thüringen,DE\nJo,Weg 1,Bern,3003,Bern,CH\nAl,Weg 2,Chur,7000,Graubünden,CH\n"
    result = listed(tmp_path, "Name,Straße,Ort,PLZ,Bundesland,Land\n" + rows)
    said = "the region is left out of addresses in Germany, Switzerland, which have none (rows 2, 4)"
    assert notes(result, "UA608") == [(said, 2, 25)]


@pytest.mark.parametrize(
    ("country", "town", "region", "said"),
    [
        ("GB", "Bath", "Somerset", "the region is left out of addresses in United Kingdom, which have none (row 2)"),
        ("GB", "Bath", "England", "the region is left out of addresses in United Kingdom, which have none (row 2)"),
        (
            "IE", "Dublin", "Co. Dublin",
            "the region is left out where it says no more than the town or the country: `Co. Dublin` (row 2)",
        ),
        (
            "US", "Austin", "USA",
            "the region is left out where it says no more than the town or the country: `USA` (row 2)",
        ),
    ],
)  # fmt: skip
def test_a_region_is_never_left_out_in_silence(country: str, town: str, region: str, said: str, tmp_path: Path) -> None:
    result = listed(tmp_path, f"Name,Street,Town,County,State,Country\nKim,1 Way,{town},,{region},{country}\n")
    assert notes(result, "UA608") == [(said, 2, len(f"Kim,1 Way,{town},,") + 1)]


def test_of_two_towns_it_is_asked_which_is_the_town(tmp_path: Path) -> None:
    result = listed(
        tmp_path, "Name,Straße,PLZ,Ort,Ort,Land\nKim,Ring 5,50667,Köln,Ehrenfeld,DE\nJo,Weg,50667,Köln,,DE\n"
    )
    assert [row.sender.name for row in result.rows] == ["Jo"]
    assert notes(result, "UA608") == [("two columns hold a town: is it `Köln` or `Ehrenfeld`?", 2, 23)]
    assert result.bad == 1
    told = listed(tmp_path, "Name,Street,City,Town,Country\nKim,1 Way,Oxford,Didcot,GB\n").diagnostics
    assert [each.hint for each in told] == ['--map "City=line3" prints it above the town']


@pytest.mark.parametrize("headings", ["Suburb,City", "City,Suburb"])
def test_a_part_of_a_town_stands_above_it(headings: str, tmp_path: Path) -> None:
    place = "Roma,Napier" if headings == "Suburb,City" else "Napier,Roma"
    (row,) = listed(tmp_path, f"Name,Street,{headings},Zip,Country\nKim,5 Hill St,{place},4110,NZ\n").rows
    assert (list(row.sender.address), row.sender.town) == (["5 Hill St", "Roma", "Napier 4110"], "Napier")


def test_columns_of_one_name_in_an_address_are_named(tmp_path: Path) -> None:
    result = listed(tmp_path, "Name,Adresse,Adresse,Ort,Land\nKim,c/o Muster,Ring 5,Bern,CH\nJo,Weg 1,,Bern,CH\n")
    assert notes(result, "UA608") == [("2 columns are called `Adresse`: they are read together (row 2)", 2, 16)]


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        ("中关村大街,27号,100080,北京市,,CN", ["100080", "北京市中关村大街27号"]),
        ("人民路,8号,210000,南京市,江苏省,中国", ["210000", "江苏省南京市人民路8号"]),
        ("信義路,7號,110,台北市,信義區,TW", ["110", "台北市信義區信義路7號"]),
        ("亀沢,2-3-4,130-0014,墨田区,東京都,日本", ["130-0014", "東京都墨田区亀沢2-3-4"]),
        ("테헤란로,152,06236,서울특별시,강남구,KR", ["서울특별시 강남구 테헤란로 152", "06236"]),
        # In Latin script it is written as elsewhere.
        ("Teheran-ro,152,06236,Seoul,Gangnam-gu,KR", ["Teheran-ro 152", "06236 Seoul", "Gangnam-gu"]),
    ],
)
def test_east_asian_script_goes_from_the_largest_to_the_smallest(row: str, lines: list[str], tmp_path: Path) -> None:
    assert address(tmp_path, "Street,House number,Postcode,City,State,Country", row) == lines


def test_gaps_in_addresses_are_told_for_letters_that_go_by_post(tmp_path: Path) -> None:
    rows = ["Kim A,Ring 5,,Bern,CH", "Kim B,Ring 5,3003,,CH", "Kim C,Ring 5,3003,Bern,", "Kim D,1 Way,,Lomé,TG"]
    content = "Name,Street,Postcode,Town,Country\n" + "\n".join([*rows, 'Kim E,"Ring 5\n3003 Bern",,,CH', ""])
    assert notes(listed(tmp_path, content), "UA101") == [
        ("1 sender without a postcode (row 2)", 2, 1),
        ("1 sender with a part of an address: the street or the town is missing (row 3)", 3, 1),
        (
            "1 sender without a country (row 4); "
            "where the postcode stands is a guess, from the order of the columns: `3003 Bern`", 4, 1,
        ),
    ]  # fmt: skip
    path = tmp_path / "list.csv"
    assert notes(read_senders(path, path.name, by_post=False), "UA101") == []


@pytest.mark.parametrize("name", ["4.47701E+11", "1,5E+09", "4.4e10"])
def test_a_number_that_a_spreadsheet_has_made_is_nobody(name: str, tmp_path: Path) -> None:
    result = listed(tmp_path, f'Name,Town,Country\nKim,Bern,CH\n"{name}",Bern,CH\n')
    assert [row.sender.name for row in result.rows] == ["Kim"]
    assert notes(result, "UA611") == [(f"a spreadsheet has made `{name}` of this", 3, 1)]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Trinidad and Tobago", "TT"), ("St Kitts and Nevis", "KN"), ("Saint Kitts & Nevis", "KN"),
        ("Korea, Republic of", "KR"), ("Korea (the Democratic People's Republic of)", "KP"), ("The Bahamas", "BS"),
        ("Bahamas, The", "BS"), ("Tanzania, United Republic of", "TZ"), ("Plurinational State of Bolivia", "BO"),
        ("Venezuela, Bolivarische Republik", "VE"), ("République populaire démocratique de Corée", "KP"),
        ("Lao People's Democratic Republic", "LA"), ("U.A.E.", "AE"), ("D.R. Congo", "CD"), ("Congo (Rep.)", "CG"),
        ("Congo, Republic of the", "CG"), ("Congo (the Democratic Republic of the)", "CD"), ("Thessaly", None),
        ("Congo", None), ("Конго", None), ("Korea", None), ("the", None),
    ],
)  # fmt: skip
def test_countries_by_official_and_usual_names(word: str, code: str | None) -> None:
    assert vocabulary.country(word) == code


def test_a_name_that_two_countries_have_is_asked_back(tmp_path: Path) -> None:
    result = listed(tmp_path, "Name,Town,Country\nKim,Bukavu,Congo\n")
    (found,) = [each for each in result.diagnostics if each.code == "UA610"]
    assert found.is_error
    assert found.message == "`Congo` is the name of 2 countries"
    assert (found.span and found.span.column, "`CD` (" in found.hint, "`CG` (" in found.hint) == (12, True, True)


@pytest.mark.parametrize("suffix", [".csv", ".yaml"])
def test_damaged_words_are_told_with_their_places(suffix: str, tmp_path: Path) -> None:
    csv = "Name,Street,Postcode,Town,Country\nKim MÃ¼ÃŸig,5 Stra?e,10115,Berlin,DE\nJo Zo\ufffd,Weg 1,10115,Berlin,DE\n"
    entries = "- {name: Kim MÃ¼ÃŸig, address: [5 Stra?e]}\n- {name: Jo Zo\ufffd}\n"
    result = listed(tmp_path, csv if suffix == ".csv" else entries, suffix=suffix)
    places = [(2, 1), (2, 13), (3, 1)] if suffix == ".csv" else [(1, 10), (1, 33), (2, 10)]
    said = [(each.is_error, each.message.split(" seems")[0]) for each in result.diagnostics if each.code == "UA618"]
    assert said == [(False, "`MÃ¼ÃŸig`"), (False, "`Stra?e`"), (True, "`Zo\ufffd`")]
    assert [(line, column) for _, line, column in notes(result, "UA618")] == places
    assert [row.sender.name for row in result.rows] == ["Kim MÃ¼ÃŸig"]  # Nothing is mended unasked.


@pytest.mark.parametrize("suffix", [".csv", ".yaml"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_list_in_utf_16_is_read(suffix: str, encoding: str, tmp_path: Path) -> None:
    content = "Name,Town,Country\nZoë Müßig,Bern,CH\n" if suffix == ".csv" else "- {name: Zoë Müßig, country: CH}\n"
    path = tmp_path / f"list{suffix}"
    path.write_bytes(content.encode(encoding))
    assert [row.sender.name for row in read_senders(path, path.name).rows] == ["Zoë Müßig"]
