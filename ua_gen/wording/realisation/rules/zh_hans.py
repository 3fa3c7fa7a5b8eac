"""Simplified Chinese: what is put before and behind names, and how clauses close up.

Nothing agrees. Slots are written with no space between them; what is left beside Chinese characters closes up.
"""

import re

from ua_gen.wording.realisation.clauses import Clause, tidy
from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import Joined, NounPhrase

_HAN = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’"
_SPACES = re.compile(f"(?<=[{_HAN}]) +| +(?=[{_HAN}])")
# The place that a place is in, where its name begins with it: 在马尔瓦马尔瓦中央监狱.
_TWICE = re.compile(r"(?<=[在至从往])([\u3400-\u9fff·]{2,})\1")
_MANY = re.compile(
    r"(们|居民|村民|民众|群众|家属|亲属|家人|成员|人士|抗议者|示威者|难民|移民|工人|农民|学生|师生|信众|人员|"
    r"([0-9两三四五六七八九十百千数几多]|十一)(名|位|户|人|个|家)\S*)$"
)
# Bodies, whose reports are quoted; and officials, of whose words one keeps one's distance (称).
_BODY = re.compile(
    r"(组织|观察|委员会|协会|学会|联合会|联盟|中心|基金会|社|报|网|电视台|电台|机构|署|组|监察员|会议|同盟|专员)$"
)
_OFFICIAL = re.compile(r"(当局|政府|警方|警察|军方|狱方|检察机关|检察院|法院|法庭|部|局|官员|发言人|部门)$")
_TEXTS = re.compile(r"(声明|报告|公报|新闻稿|文件|判决书)$")  # What speaks for itself: 据七个人权组织的联合声明.
# The noun that a place has by its kind, and how a name ends that has one.
_NOUNS = {
    "town": ("镇", "镇|市|县|城|乡"),
    "village": ("村", "村|屯|庄|寨|镇"),
    "region": ("地区", "地区|省|州|区|县|市|盟|旗|道|自治区"),
    "district": ("区", "区|县|市|镇"),
    "neighbourhood": ("街区", "区|社区|街|村|里"),
    "settlement": ("定居点", "定居点|村|镇|营地"),
    "prison": ("监狱", "监狱|监|劳教所|看守所|教养所|监区|营|拘留中心|拘留所|感化院"),
    "remand": ("看守所", "看守所|监狱|拘留所|拘留中心|监"),
    "station": ("警察局", "警察局|派出所|警署|分局|局|署|警察站"),
    "airport": ("机场", "机场"),
    "hospital": ("医院", "医院|诊所|卫生院|病院"),
    "clinic": ("诊所", "诊所|医院|医务室"),
    "centre": ("拘留中心", "中心|看守所|拘留所|拘禁所|监狱|所|院|营"),
    "camp": ("营地", "营地|营|难民营"),
    "barracks": ("兵营", "兵营|军营|营地|基地|营"),
    "base": ("军事基地", "基地|军营"),
    "checkpoint": ("检查站", "检查站|哨所|关卡|口岸"),
    "school": ("学校", "学校|中学|小学|学院|书院"),
    "hotel": ("酒店", "酒店|饭店|宾馆|旅馆"),
    "university": ("大学", "大学|学院|研究所"),
    "worship": ("礼拜场所", "寺|庙|教堂|清真寺|会堂|修道院|神殿"),
    "building": ("大楼", "楼|厦|府|厅|宫|馆|部|院|所"),
    "court": ("", ""),
}
_HOLDS = re.compile(r"(监狱|看守所|拘留所|拘留中心|警察局|派出所|营|营地|医院|兵营|牢房|拘留场所|中心|所)$")
_SEARCHED = re.compile(
    r"(住所|住宅|家|家中|办公室|办公场所|大楼|总部|公寓|房屋|学校|教堂|清真寺|编辑部|驻地|店|馆|室)$"
)
_BECAUSE = re.compile(r"^(因为|由于|因)")
_OTHERWISE = re.compile(r"^(以|为|在|作为|出于|借|依据)")
# What goes on behind a first clause without 并: what is so for some time, or still.
_STATE = re.compile(r"(已|自|至今|目前|仍|一直|正|现|尚|未|无|近|数|[一两三四五六七八九十0-9]+(天|周|个月|年|小时))")
_COUNSEL = re.compile("^(其|他的|她的|他们的|她们的)(?=律师)")  # Whose lawyer it is, is not said again.
_STILL = re.compile("^至今")
# The pronoun that the first of two verbs has said: 判定他犯有…罪，并判处有期徒刑九年.
_SENTENCED = re.compile("^(缺席)?判处(他们|她们|他|她|其)(?=[^的])")
_OWNED_TWICE = re.compile(r"((?:他|她)们?的)([^，。、和的]+和)\1")  # 他的律师和他的家人.
_HIS = {"his": "的", "his.de": "的", "his.kin": "的", "his.he": "", "his.ta": "", "his.case": "一案"}
_SAME = frozenset({"obj", "qi", "its", "out", "with", "need", "risk"})


def number(text: str) -> str:
    """One or many, by the last word."""
    return "many" if _MANY.search(text) else "one"


def gender(text: str) -> str:
    """`n` for a body, which 他 cannot stand for: by its last word."""
    return "n" if _BODY.search(text) else ""


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """What stands before a name, or behind it."""
    if noun.pronoun:
        return None
    if form in ("by", "more", "says", "also"):
        return _source(noun, form)
    name = noun.find("name")
    if name is None:
        return None
    if form in _HIS:
        return f"{name}{_HIS[form]}"
    if form in _NOUNS:
        suffix, ends = _NOUNS[form]
        return name if not suffix or re.search(f"({ends})$", name) else f"{name}{suffix}"
    if form in ("in", "to", "from", "release"):
        return _place(name, form)
    match form:
        case "de":
            return f"{name}的"
        case "at":
            return name
        case "lai" | "neg" if noun.kind == "duration":
            return name
        case "obj" if noun.kind == "place":
            return name if noun.own and _SEARCHED.search(name) else None
        case "his.home":
            return f"{name}的{'办公场所' if not noun.person and noun.gender == 'n' else '住所'}"
        case "for" | "as" | "held":
            return _reason(noun, name, form)
        case "crime":
            return name if re.search("罪[”’》]?$", name) else f"{name}罪"
        case "has" | "severe":
            return _illness(noun, name, "患有严重的" if form == "severe" else "患有", form)
        case "act" | "org":
            return name
        case "why":
            return f"原因是{name}"
        case "max" if noun.kind in ("sentence", "term", "penalty"):
            return name
        case "unit":
            return "条"
        case "theirs" | "the" | "serving" if noun.own:
            return name
    return name if form in _SAME else None


def _source(noun: NounPhrase, form: str) -> str | None:
    """据其亲属反映，亲属表示，另据亲属反映: what bodies report (报告), officials claim (称), others tell (反映)."""
    whole = noun.find("its")
    if whole is None:
        return None
    again = form in ("more", "also")
    if form != "by":
        bare = noun.given("bare") if noun.number == "many" or again else None
        who = _COUNSEL.sub("", bare or whole) if again else bare or whole
        if form == "more":
            return f"据{who}反映" if noun.number == "many" or who != whole else _source(noun, "by")
        return f"{who}{'还' if form == 'also' else ''}{'指出' if _TEXTS.search(whole) else '表示'}"
    if _TEXTS.search(whole):
        return f"据{whole}"
    last = noun.parts[-1] if isinstance(noun, Joined) else noun
    name = last.find("name") or whole
    if last.kind == "agent" or (last.own and not last.person and _OFFICIAL.search(name)):
        return f"据{whole}称"
    body = last.kind == "body" or (last.own and not last.person and (last.gender == "n" or name.isascii()))
    return f"据{whole}{'报告' if body else '反映'}"


def _place(name: str, form: str) -> str:
    if form == "release":
        form = "from" if _HOLDS.search(name) else "in"
    preposition = {"in": "在", "to": "至", "from": "从"}[form]
    return name if name.startswith(preposition) else f"{preposition}{name}"


def _reason(noun: NounPhrase, name: str, form: str) -> str:
    """`for`: 因参加和平抗议; `as`, behind 原因是: 其参加和平抗议; `held`: why somebody is held."""
    if isinstance(noun, Joined):
        first = noun.parts[0].find(form) if form != "held" else None
        if first is not None:
            rest = [part.find("name") for part in noun.parts[1:]]
            return noun.join([first, *(text for text in rest if text is not None)])
    if form == "held":
        reason = noun.find("for") or f"因{name}"
        return f"其系{reason}而被关押"
    if noun.own:
        bare = _BECAUSE.sub("", name)
        if form == "as":
            return bare
        return name if _OTHERWISE.match(name) else f"因{bare}"
    return f"因{name}" if form == "for" else f"其{name}"


def _illness(noun: NounPhrase, name: str, has: str, form: str) -> str:
    """患有哮喘和糖尿病; what somebody has otherwise stands apart: 患有哮喘，听力受损."""
    each = [part.find(form) or "" for part in noun.parts] if isinstance(noun, Joined) else []
    return f"{has}{name}" if all(text.startswith(has) for text in each) else "，".join(each)


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """What somebody is stands before the name: 记者诺拉·萨利姆. What has a comma in it cannot."""
    what = role.get("name")
    if re.search("[，；,]", what):
        return f"{name.get(form)}（{what}）"
    return f"{what}{name.get(form)}"


def clause(clause: Clause, form: str, grammar: Grammar) -> str:
    """The order of the frame, closed up; a second clause follows with 并, or without it where it is a state."""
    text = tidy(f"{clause.front}{clause.before}{clause.verb}{clause.after}")
    if clause.more is not None:
        more = tidy(f"{clause.more.before}{clause.more.verb}{clause.more.after}")
        said = _SENTENCED.match(more)
        if said is not None and said[2] in text:
            more = f"{said[1] or ''}判处{more[said.end() :]}"
        if "至今" in text and _STILL.match(more):
            text = f"{text}，也{_STILL.sub('', more)}"
        else:
            text = f"{text}，{'' if _STATE.match(more) else '并'}{more}"
    return _OWNED_TWICE.sub(r"\1\2", _TWICE.sub(r"\1", _SPACES.sub("", text)))
