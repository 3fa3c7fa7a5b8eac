"""Files to checked objects: every problem of a file at once, each at its place and in our own words."""

import difflib
import re
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from ua_gen.diagnostics import Diagnostic, Misuse, Problems, Severity, Span, has_errors, quote
from ua_gen.discretion import Secret, all_discreet, discreet, find_secret
from ua_gen.model import Case, PressRelease, Section, Sender, Statement, public
from ua_gen.pictures import NotAPicture, logo_address
from ua_gen.places import is_file, lies_in
from ua_gen.source import LINE_BREAK, Node, first_line, keep_to_oneself, parse, read_text
from ua_gen.values import check_tag

Model = TypeVar("Model", bound=BaseModel)
Path_ = tuple[str | int, ...]
Publication = Statement | PressRelease
PUBLICATIONS: dict[str, type[Publication]] = {"statement": Statement, "press-release": PressRelease}

# Among the comments that a YAML file begins with: it belongs to something else, and is passed over.
NOT_A_CASE = re.compile(r"(?:[ \t]*(?:#.*)?\r?\n)*?[ \t]*#[ \t]*ua-gen:[ \t]*not a case[ \t]*\r?(?:\n|\Z)")

# In a text that may hold what is not to be repeated, even where it is not YAML.
MAY_BE_SECRET = re.compile("visibility|stop")

# A comment that holds an open question of a draft. Until the last is gone, nothing is made of the file.
DRAFT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*ua-gen:[ \t]*draft(?![\w-])(?:[ \t]*--)?[ \t]*(.*)$")


@dataclass(frozen=True, slots=True)
class Loaded(Generic[Model]):
    """What came of a file. `name` is the path as the user gave it.

    `value` is None where there are errors, and, without any, where the file says that it is not a case.
    """

    name: str
    value: Model | None
    diagnostics: tuple[Diagnostic, ...]
    root: Node | None = None
    text: str = ""
    secret: Secret | None = None  # What messages do not repeat.
    is_public: bool = False  # It holds nothing but what may be told: `value` and `root` are both without the rest.

    def span(self, *path: str | int) -> Span:
        """The place of the value at `path`, or of the deepest part of it that the file has."""
        if self.root is None:
            return Span(self.name)
        return self.root.find(path)[1].span if path else Span(self.name, 1, 1, 1, first_line(self.root))

    def key_span(self, *path: str | int) -> Span:
        """The place of the field's name at `path`."""
        key, node = self.root.find(path) if self.root else (None, None)
        return key.span if key else node.span if node else Span(self.name)

    def complain(
        self, code: str, message: str, *path: str | int, hint: str = "", severity: Severity = Severity.ERROR
    ) -> Diagnostic:
        return discreet(Diagnostic(code, message, self.span(*path), hint, severity), self.secret)

    def public(self) -> "Loaded[Model]":
        """The file with nothing in it but what may be told. Documents are made of this alone."""
        if self.is_public or self.root is None or not isinstance(self.value, Case | Statement | PressRelease):
            return self
        found = public(self.value)
        root = self.root
        if found.kept:
            fields = dict(root.value)  # type: ignore[arg-type]
            for name, indexes in found.kept.items():
                key, node = fields[name]
                items = node.items()
                fields[name] = key, Node([items[index] for index in indexes], node.kind, node.event, node.builder)
            root = Node(fields, root.kind, root.event, root.builder)
        return replace(self, value=found.value, root=root, is_public=True)


def read_case(path: Path, name: str | None = None) -> Loaded[Case]:
    """The case in a file. `name` is how messages call the file; default: the path.

    Raises Problems where the file cannot be read as text.
    """
    return read_case_text(read_text(path, name or str(path)), name or str(path))


def read_cases(paths: Iterable[Path]) -> Iterator[Loaded[Case]]:
    """The cases in files, one at a time. A file that cannot be read is a value as well, so that a run goes on."""
    for path in paths:
        try:
            yield read_case(path)
        except Problems as problems:
            yield Loaded(str(path), None, problems.diagnostics)


def read_files(paths: Iterable[Path]) -> Iterator[Loaded[Case] | Loaded[Publication]]:
    """Cases, and the publications among them: files that begin with `kind: statement` or the like."""
    for path in paths:
        try:
            yield read_file(path)
        except Problems as problems:
            yield Loaded(str(path), None, problems.diagnostics)


def read_file(path: Path, name: str | None = None) -> Loaded[Case] | Loaded[Publication]:
    """The case or publication in a file. Raises Problems where it cannot be read as text."""
    name = name or str(path)
    text = read_text(path, name)
    kind = _kind_of(text)
    return _read(PUBLICATIONS[kind], text, name) if kind else read_case_text(text, name)


def _kind_of(text: str) -> str:
    """Which publication a text is; empty for a case. A case has no `kind` at the beginning of a line."""
    found = re.search(r"^kind:[ \t]+[\"']?([\w-]+)", text, re.MULTILINE)
    return found[1] if found and found[1] in PUBLICATIONS else ""


def named_cases(loaded: Loaded[Publication]) -> list[Loaded[Case]]:
    """The cases that a publication names, in its order. Raises Problems (UA204) for those that are not there."""
    value = loaded.value
    if value is None:
        raise Problems(loaded.diagnostics)
    if isinstance(value, PressRelease):
        named: list[tuple[Path_, str]] = [(("case",), value.case)]
    else:
        named = [
            (("countries", number, "entries", index, "case"), entry.case)
            for number, chapter in enumerate(value.countries)
            for index, entry in enumerate(chapter.entries)
        ]
    found: list[Loaded[Case]] = []
    problems: list[Diagnostic] = []
    for where, name in named:
        path = Path(loaded.name).parent / name
        if not is_file(path) or not lies_in(path, Path(loaded.name).parent):
            close = difflib.get_close_matches(name, [other.name for other in path.parent.glob("*.y*ml")], n=1)
            hint = f"did you mean `{close[0]}`?" if close else "name it by its place beside this file"
            problems.append(loaded.complain("UA204", f"there is no case file {quote(name)}", *where, hint=hint))
            continue
        case = read_case(path)
        if case.value is None:
            message = f"{quote(name)} is not a sound case file"
            problems.append(loaded.complain("UA204", message, *where, hint="mend what is said of it here"))
        problems += case.diagnostics if case.value is None else ()
        found.append(case)
    if problems:
        raise Problems(problems)
    return found


def read_sender(path: Path, name: str | None = None) -> Loaded[Sender]:
    """The sender in a file. Raises Problems where the file cannot be read as text."""
    return _read(Sender, read_text(path, name or str(path)), name or str(path))


def check_section(values: Mapping[str, Any], folder: Path, name: str) -> Section:
    """The section's profile from the table of a configuration. Raises Misuse with what is wrong with it."""
    given = {key: str(value).lower() if isinstance(value, bool) else value for key, value in values.items()}
    for key, value in given.items():  # Text is what fields are made from; TOML has more.
        if not all(isinstance(item, str) for item in (value if isinstance(value, list) else [value])):
            raise Misuse(f"{name}: [section] `{key.replace('_', '-')}` must be a text", "write it in quotation marks")
    try:
        section = Section.model_validate(given, context={"language": "en"})
    except ValidationError as error:
        found = error.errors(include_url=False)
        # What is not known may be what is missing, misspelt.
        first = next((each for each in found if each["type"] == "extra_forbidden"), found[0])
        raise Misuse(f"{name}: {_section_complaint(first)}") from None
    if section.logo is None:
        return section
    path = folder / section.logo
    try:
        logo_address(path)
    except NotAPicture as error:
        raise Misuse(f"{name}: [section] `logo`: {error.message}", error.hint) from None
    return section.model_copy(update={"logo": str(path)})


def _section_complaint(error: ErrorDetails) -> str:
    key = str(error["loc"][0]).replace("_", "-")
    match error["type"]:
        case "missing":
            return f"[section] has no `{key}`"
        case "extra_forbidden":
            known = [name.replace("_", "-") for name in Section.model_fields]
            hint = _suggest(key, known) or f"there are: {', '.join(known)}"
            return f"[section] has no key `{key}`; {hint}"
        case "literal_error":
            values = ", ".join(_literals(Section, error["loc"]))
            return f"[section] `{key}` must be one of: {values}"
        case kind if kind.isdigit():
            context = error.get("ctx") or {}
            return f"[section] `{key}`: {context['message']}; {context['hint']}"
    return f"[section] `{key}` cannot be {quote(str(error['input']))}: {_purpose(Section, error['loc'])}"


def read_case_text(text: str, name: str) -> Loaded[Case]:
    """The case in a text, for callers that hold it in memory."""
    text = text.removeprefix("\ufeff")
    if NOT_A_CASE.match(text) or _kind_of(text):
        return Loaded(name, None, (), None, text)
    loaded = _read(Case, text, name)
    if loaded.root is None or not (open_ := tuple(_open_questions(loaded.root, text, name))):
        return loaded
    found = sorted((*loaded.diagnostics, *all_discreet(open_, loaded.secret)), key=_place)
    return Loaded(name, None, tuple(found), loaded.root, text, loaded.secret)


def _open_questions(root: Node, text: str, name: str) -> Iterator[Diagnostic]:
    """What a draft asks of its author, in comments `# ua-gen: draft -- …`."""
    lines = LINE_BREAK.split(text) if "ua-gen:" in text else []
    asked = [(number, found) for number, line in enumerate(lines) if (found := DRAFT.search(line))]
    if not asked:
        return
    marks = [(node.event.start_mark, node.event.end_mark) for node in root.scalars()]
    texts = [((start.line, start.column), (end.line, end.column)) for start, end in marks]
    for number, found in asked:
        if not any(start <= (number, found.start()) < end for start, end in texts):
            question = found[1].rstrip() or "the file says so"
            line = found.string
            span = Span(name, number + 1, found.start() + 1, len(line.rstrip()) + 1, line)
            hint = "answer it in the file, then delete this comment"
            yield Diagnostic("UA020", f"this is a draft: {question}", span, hint)


def _read(model: type[Model], text: str, name: str) -> Loaded[Model]:
    root, diagnostics = parse(text, name)
    if root is None:
        if MAY_BE_SECRET.search(text):  # Nobody can tell which line it is.
            diagnostics = [replace(one, span=one.span and replace(one.span, source="")) for one in diagnostics]
        return Loaded(name, None, tuple(diagnostics), None, text)
    value, complaints = check(model, root)
    secret = find_secret(root)
    diagnostics = all_discreet((*diagnostics, *complaints), secret)
    diagnostics.sort(key=_place)
    if secret:
        keep_to_oneself(root, secret.lines)
    return Loaded(name, None if has_errors(diagnostics) else value, tuple(diagnostics), root, text, secret)


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    return (diagnostic.span.line, diagnostic.span.column) if diagnostic.span else (0, 0)


def check(model: type[Model], root: Node) -> tuple[Model | None, list[Diagnostic]]:
    """The object that a tree describes, or None, and all complaints about it."""
    if root.kind != "mapping":
        hint = f"a {model.__name__.lower()} file consists of lines like `country: KG`, with a space after the colon"
        return None, [Diagnostic("UA103", "this is not a map of fields", root.span, hint)]
    data = root.plain()
    try:
        return model.model_validate(data, context={"language": _language(data)}), []
    except ValidationError as error:
        return None, [
            _translate(model, root, details)
            for details in error.errors(include_url=False)
            # A list of broken items is not an empty list, though pydantic counts only the sound ones.
            if not (details["type"] == "too_short" and details["input"])
        ]


def _language(data: dict[str, Any]) -> str:
    """The language of texts that do not name theirs; English while the file's own is not sound."""
    try:
        return check_tag(data.get("language") or "")
    except (PydanticCustomError, TypeError, AttributeError):
        return "en"


def _translate(model: type[BaseModel], root: Node, error: ErrorDetails) -> Diagnostic:
    """A complaint of pydantic's in our words. It goes by the error's type, never by its English."""
    path: Path_ = error["loc"]
    in_key = path[-1] == "[key]" and error["type"] != "extra_forbidden"  # So pydantic points at the key of a map.
    path = _in_file(root, path[:-1] if in_key else path)
    key, node = root.find(path)
    span = key.span if key and in_key else node.span
    name = quote(path_name(path))
    context: dict[str, Any] = error.get("ctx") or {}

    def complain(code: str, message: str, hint: str = "") -> Diagnostic:
        return Diagnostic(code, message, span, hint)

    match error["type"]:
        case "missing":
            key, node = root.find(path[:-1])
            span = (key or node).span
            given = {str(key.value) for key, _ in node.pairs()}
            close = _suggest(str(path[-1]), sorted(given - {*_fields(model, path[:-1])}), "is `{}` meant to be it?")
            return complain("UA101", f"{quote(path[-1])} is missing{_where(path[:-1])}", close or _purpose(model, path))
        case "extra_forbidden":
            span = key.span if key else node.span
            fields = _fields(model, path[:-1])
            hint = _suggest(str(path[-1]), fields) or f"fields here: {', '.join(fields)}"
            return complain("UA102", f"unknown field {quote(path[-1])}{_where(path[:-1])}", hint)
        case _ if node.kind == "scalar" and node.value is None:
            return complain("UA107", f"{name} is empty", _needed(model, path) or "write a value, or delete the field")
        case "literal_error" | "104" if node.kind == "scalar":
            stock = str(context["hint"]).split("\0") if error["type"] == "104" else _literals(model, path)
            message = (
                str(context.get("message"))
                if error["type"] == "104"
                else f"{quote(node.value)} is not a value of {name}"
            )
            return complain("UA104", message, _suggest(str(node.value), stock) or f"one of: {', '.join(stock)}")
        case "literal_error":
            hint = f"one of: {', '.join(_literals(model, path))}"
            return complain("UA103", f"{name} must be one word, not {_kind(node)}", hint)
        case kind if kind.isdigit():
            return complain(f"UA{kind}", str(context["message"]), str(context["hint"]))
        case "tuple_type":
            hint = "write `[…]`, or each item in a line of its own after `- `"
            return complain("UA103", f"{name} must be a list, not {_kind(node)}", hint)
        case "model_type" | "model_attributes_type" | "dict_type":
            hint = "write its fields in lines of their own below, indented: `name: value`"
            return complain("UA103", f"{name} must be a map of fields, not {_kind(node)}", hint)
        case "int_parsing" | "int_parsing_size" | "int_type" | "int_from_float":
            return complain("UA103", f"{name} must be a whole number, not {_kind(node)}", _purpose(model, path))
        case "too_short":
            return complain("UA107", f"{name} is empty", _purpose(model, path))
        case "too_long":
            return complain("UA106", f"{name} is too long", f"at most {context['max_length']}")
        case "greater_than_equal":
            return complain("UA106", f"{name} must be at least {context['ge']}", _purpose(model, path))
        case "less_than_equal":
            return complain("UA106", f"{name} must be at most {context['le']}", _purpose(model, path))
        case _:
            return complain("UA106", f"{_kind(node)} is not a value of {name}")


def _in_file(root: Node, path: Path_) -> Path_:
    """A path without the languages that the file leaves out: a text of its own language is no map."""
    found: Path_ = ()
    for step in path:
        if isinstance(step, int) or root.find(found)[1].kind == "mapping":
            found += (step,)
    return found


def _where(path: Path_) -> str:
    return f" in {quote(path_name(path))}" if path else ""


def path_name(path: Path_) -> str:
    """A path as one writes it: `recipients[1].name`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def _kind(node: Node) -> str:
    return {"mapping": "a map", "list": "a list"}.get(node.kind) or quote(node.value)


def _suggest(word: str, words: Sequence[str], question: str = "did you mean `{}`?") -> str:
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return question.format(close[0]) if close else ""


def _field(model: type[BaseModel], name: str) -> FieldInfo | None:
    for key, field in model.model_fields.items():
        if name == (field.alias or key):
            return field
    return None


def _annotation(model: type[BaseModel], path: Path_) -> Any:
    """The declared type at a path: through lists and maps to the models inside."""
    current: Any = model
    for step in path:
        if isinstance(current, type) and issubclass(current, BaseModel):
            field = _field(current, str(step))
            current = field.annotation if field else None
        else:
            current = next((arg for arg in reversed(typing.get_args(current)) if arg is not Ellipsis), None)
        while type(None) in typing.get_args(current) or typing.get_origin(current) is typing.Annotated:
            current = typing.get_args(current)[0]
    return current


def _fields(model: type[BaseModel], path: Path_) -> list[str]:
    inner = _annotation(model, path)
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return [field.alias or name for name, field in inner.model_fields.items()]
    return []


def _literals(model: type[BaseModel], path: Path_) -> list[str]:
    return [str(value) for value in typing.get_args(_annotation(model, path))]


def _declared(model: type[BaseModel], path: Path_) -> FieldInfo | None:
    inner = _annotation(model, path[:-1])
    return _field(inner, str(path[-1])) if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def _purpose(model: type[BaseModel], path: Path_) -> str:
    field = _declared(model, path)
    return (field.description or "") if field else ""


def _needed(model: type[BaseModel], path: Path_) -> str:
    """What a field is for that may not be left out."""
    field = _declared(model, path)
    return (field.description or "") if field and field.is_required() else ""
