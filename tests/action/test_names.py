"""Names of one person in whatever spelling and script, and those of different people."""

import random
from itertools import combinations
from pathlib import Path

import pytest
from helpers.related import ACTION, NEW, OLD, put, unnumbered
from helpers.specimen import case_text

from ua_gen.action.related import Neighbours, names
from ua_gen.casefile.loading import read_case

REGIONS = [
    (
        "Bakhtiyor Dilfuza Erkin Feruza Gulnora Ikrom Kamola Lobar Mansur Nodira Oybek Ravshan Sanjar Temur Zulfiya",
        "Abdullaev Boymurodov Ergashev Fayzullaeva Hamidov Ismoilova Khodjaev Mirzaev Nazarova Olimov Pulatov Rasulova "
        "Sattorov Turaeva Usmonov Vohidov Yunusova Zokirov",
    ),
    (
        "Aibek Bermet Chyngyz Daniyar Elnura Jyldyz Kanykei Meerim Nurlan Salkyn Tilek Ulan Zhanar Serik Aigerim",
        "Abdrakhmanov Beishenov Dzhumagulov Esengulova Kasymov Mambetov Niyazova Osmonov Sydykova Toktogulov "
        "Zhakypova Baimukhanov Dosanova Kenzhebaev",
    ),
    (
        "Alexei Boris Darya Egor Galina Ilya Ksenia Larisa Maxim Natalia Oleg Pavel Svetlana Tatiana Vadim Yegor",
        "Antonov Bogdanova Chernov Dmitriev Fomina Gusev Kuznetsova Lebedev Morozova Orlov Petrova Romanov Smirnova "
        "Tikhonov Vorobyov Zaitseva",
    ),
    (
        "Abbas Bahareh Davoud Ehsan Forough Golrokh Hossein Kaveh Leila Mahsa Navid Parisa Reza Shirin Zahra",
        "Bagheri Daneshvar Esfahani Farahani Ghorbani Hashemi Jafari Karimi Moradi Nikzad Pournia Rostami Shirazi "
        "Tavakoli Zandi",
    ),
    (
        "Amina Bilal Dalia Faisal Ghada Hala Jamal Kareem Loubna Mounir Nadia Omar Qasim Rania Samir Tariq Yasmin",
        "al-Amri Bouazizi Chahine Darwish Fakhoury Ghannouchi Haddad Jaber Khalil Mansour Najjar Othman Qabbani Rashid "
        "Shaheen Tamimi Zaidan",
    ),
    (
        "Baoshan Chengmin Dawei Fang Guoqiang Huifen Jianguo Lihua Meiling Peng Qiang Ruolan Shuyi Tingting Yaping",
        "Cai Deng Feng Gao Huang Jiang Kong Liang Ma Ouyang Pan Qiu Ruan Shen Tang Wei Xie Yang Zheng",
    ),
    (
        "Ana Bruno Carmen Diego Elena Fernando Gabriela Hugo Isabel Javier Lucia Miguel Nuria Oscar Paula Rodrigo",
        "Alvarez Benitez Castillo Dominguez Espinoza Fuentes Gutierrez Herrera Ibarra Jimenez Lozano Mendoza Navarro "
        "Ortega Paredes Quiroga Vargas",
    ),
    (
        "Anita Bhaskar Chandra Deepak Farida Gautam Hemant Indira Jyoti Kavita Lakshmi Mohan Nirmala Pradeep Suresh",
        "Agarwal Banerjee Chatterjee Deshmukh Gupta Iyer Joshi Kulkarni Mehta Nair Patel Rao Singh Tripathi Verma",
    ),
    (
        "Ayse Burak Deniz Emre Fatma Gul Hakan Kemal Leyla Mehmet Nilufer Orhan Pinar Selin Turgut Yilmaz",
        "Aksoy Bozkurt Celik Demir Erdogan Gunes Kaplan Korkmaz Ozturk Polat Sahin Tekin Ucar Yildirim Zorlu",
    ),
]
ALIKE = {
    "Rustam Karimberdiev": [
        "Rustam Karimberdizoda",
        "Rustamjon Karimberdiyev",
        "Rüstem Kerimberdiýew",
        "رستم کریمبردیف",
    ],
    "Bekzod Jo'rayev": [
        "Bekzod Dzhuraev",
        "Bekzad Djurajew",
        "Бекзод Жўраев",
        "Bekzod Dschurajew",
        "the Jo'rayev brothers",
    ],
    "Shuhrat G'aniyev": ["Shukhrat Ganiev", "Schuchrat Ganijew", "Шухрат Ганиев"],
    "Umid O'rinov": ["Umid Urinov", "Умид Уринов", "Oumid Ourinov"],
    "Mahmoud al-Najjar": ["Mahmut Neccar", "محمود النجار"],
    "Zhao Xiangdong": ["Chao Hsiang-tung", "Чжао Сяндун"],
    "Levon Hakobyan": ["Լևոն Հակոբյան", "Lewon Hakobian"],
    "Giorgi Beridze": ["გიორგი ბერიძე", "Гиорги Беридзе"],
    "Elchin Mammadov": ["Elcin Memmedov", "Eltschin Mammadow", "Эльчин Мамедов"],
}
OTHER_SCRIPTS = ["赵向东", "최민호", "佐藤花子", "བསོད་ནམས་", "सुनील वर्मा", "יואב כהן", "สมชาย"]


def may_be(one: str, other: str) -> bool:
    return any(names.alike(a, b) for a in names.forms(one) for b in names.forms(other))


@pytest.mark.parametrize(("one", "other"), [(one, other) for one, others in ALIKE.items() for other in others])
def test_a_name_is_known_in_whatever_spelling_and_script(one: str, other: str) -> None:
    assert may_be(one, other)
    assert may_be(other, one)
    assert set(names.clues(names.forms(one))) & set(names.clues(names.forms(other)))


def test_an_old_form_of_a_sign_makes_no_other_name() -> None:
    assert may_be("赵向东", "趙向東") or may_be("刘志明", "劉志明")
    assert may_be("刘志明", "劉志明")
    assert not may_be("刘志明", "王大卫")


def test_different_people_are_hardly_ever_taken_for_one() -> None:
    chance = random.Random(5)
    taken = []
    for number in range(2000):
        given, family = (words.split() for words in REGIONS[number % len(REGIONS)])
        (a, b), (c, d) = chance.sample(given, 2), chance.sample(family, 2)
        one, other = f"{a} {c}", f"{b} {d}"
        if may_be(one, other):
            taken.append((one, other))
    assert len(taken) < 20, taken


def test_relatives_are_two_people() -> None:
    family = ["Aibek", "Bermet", "Chyngyz", "Daniyar", "Elnura", "Meerim", "Nurlan"]
    assert not [pair for pair in combinations(family, 2) if may_be(*(f"{given} Toktogulov" for given in pair))]


def stopped(path: Path) -> list[tuple[str, str]]:
    return [(found.code, found.message) for found in Neighbours().stopped(read_case(path))]


def of(name: str, **action: str) -> dict[str, object]:
    return unnumbered(NEW, kind="stop", issued="2025-11-02", **action) | {
        "title": {"en": "It is over"},
        "people": [{"id": "elsewhere", "name": {"en": name}}],
    }


@pytest.mark.parametrize("name", OTHER_SCRIPTS)
def test_a_stop_in_a_script_that_cannot_be_compared_keeps_from_writing(name: str, tmp_path: Path) -> None:
    ((code, message),) = stopped(put(tmp_path, other=of(name)))
    assert code == "UA249"
    assert message == (
        "other.yaml stops what may be this action: "
        "it is for somebody in the same country whose name is only in another script"
    )
    number = ACTION["number"]
    assert stopped(put(tmp_path, other=of(name, number="188/26"))) == []
    assert [code for code, _ in stopped(put(tmp_path, other=of(name, number=f"1{number}")))] == ["UA249"]
    assert stopped(put(tmp_path, other=of(name) | {"country": "MX"})) == []
    assert stopped(put(tmp_path, other=case_text(of(name)).replace("kind: stop", "kind: update"))) == []
    broken = case_text(of(name)) + "unknown: 1\n"
    assert [code for code, _ in stopped(put(tmp_path, other=broken))] == ["UA228"]


def test_a_broken_stop_for_somebody_else_is_of_another_action(tmp_path: Path) -> None:
    assert stopped(put(tmp_path, other=case_text(of("Ana Vargas")) + "unknown: 1\n")) == []


def test_a_name_in_both_scripts_tells_others_apart(tmp_path: Path) -> None:
    path = put(tmp_path, other=of("赵向东"))
    old = OLD | {"people": [OLD["people"][0] | {"also_known_as": ["王大卫"]}]}
    path.write_text(case_text(old), "utf-8")
    assert stopped(path) == []
