"""Files to checked objects: cases, publications and senders, with every problem of a file at once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic

from ua_gen.casefile.nodes import Node, TextPlaces
from ua_gen.casefile.parser import first_line, hide_lines, parse
from ua_gen.casefile.validation import Model, Path_, check
from ua_gen.casefile.withholding import Withheld, find_withheld, unquoted, withhold, withhold_all
from ua_gen.diagnostics import Diagnostic, Problems, Severity, Span, has_errors, quote, suggest
from ua_gen.files.paths import is_inside, is_regular_file
from ua_gen.files.reading import LINE_BREAK, may_be_secret, read_text
from ua_gen.model import Case, PressRelease, Sender, Statement, Words, public
from ua_gen.model.names import Name

Publication = Statement | PressRelease
PUBLICATIONS: dict[str, type[Publication]] = {"statement": Statement, "press-release": PressRelease}

VOCABULARY = "vocabulary.yaml"  # Beside cases: values of a section's own, which all of them may use.
Vocabulary = Mapping[str, Mapping[str, Name]]

# Among the comments that a YAML file begins with: it belongs to something else, and is passed over.
NOT_A_CASE = re.compile(r"(?:[ \t]*(?:#.*)?\r?\n)*?[ \t]*#[ \t]*ua-gen:[ \t]*not a case[ \t]*\r?(?:\n|\Z)")

# A comment that holds an open question of a draft. Until the last is gone, nothing is made of the file.
MAY_ASK = re.compile("ua-gen:[ \\t]*draft")  # Hardly any file does: most need no closer look.
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
    secret: Withheld | None = None  # What messages do not repeat.
    place: str = ""  # Where the file is, wherever one stands later; empty for a text in memory.
    is_public: bool = False  # It holds nothing but what may be told: `value` and `root` lack the rest, `text` is empty.
    links: tuple[str, ...] = ()  # Other places by which the user named the same file.
    folders: tuple[str, ...] = ()  # Whose files stand beside it as well: where the publication is that names it.
    # What tells it from any other, whatever it is called: two files may be called the same from two folders.
    identity: object = field(default_factory=object, compare=False, repr=False)

    @property
    def path(self) -> Path:
        """The file, as it can be found; of a text in memory, where it says that it is."""
        return Path(self.place or self.name)

    @property
    def paths(self) -> tuple[Path, ...]:
        """All by which the user named it."""
        return (self.path, *map(Path, self.links))

    def span(self, *path: str | int) -> Span:
        """The place of the value at `path`, or of the deepest part of it that the file has."""
        if self.root is None:
            return Span(self.name)
        return self.root.find(path)[1].span if path else Span(self.name, 1, 1, 1, first_line(self.root))

    def diagnostic_at(
        self, code: str, message: str, *path: str | int, hint: str = "", severity: Severity = Severity.ERROR
    ) -> Diagnostic:
        return withhold(Diagnostic(code, message, self.span(*path), hint, severity), self.secret)

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
        return replace(self, value=found.value, root=root, text="", is_public=True)


def read_case(path: Path, name: str | None = None) -> Loaded[Case]:
    """The case in a file. `name` is how messages call the file; default: the path.

    Raises Problems where the file cannot be read as text.
    """
    name = name or str(path)
    text = read_text(path, name)
    return _placed(read_case_text(text, name, *_words_beside(path)), path)


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
    kind = kind_of(text)
    loaded = _read(PUBLICATIONS[kind], text, name) if kind else read_case_text(text, name, *_words_beside(path))
    return _placed(loaded, path)


def _words_beside(path: Path) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
    """The values of its own that a section keeps in `vocabulary.yaml` beside its cases, and what is wrong with them."""
    beside = path.parent / VOCABULARY
    if path.name == VOCABULARY or not is_regular_file(beside) or not is_inside(beside, path.parent):
        return {}, ()
    try:
        loaded = _read(Words, read_text(beside, str(beside)), str(beside))
    except Problems as problems:
        return {}, tuple(problems.diagnostics)
    words = loaded.value.vocabulary if loaded.value else {}
    # In the texts of a case they are not: they stand in another file.
    return {kind: {name: one.elsewhere() for name, one in of.items()} for kind, of in words.items()}, loaded.diagnostics


def _placed(loaded: Loaded[Any], path: Path) -> Loaded[Any]:
    """With its place: whoever makes documents of it may stand elsewhere by then."""
    try:
        return replace(loaded, place=str(path.absolute()))
    except OSError:  # The folder where one stands has gone.
        return loaded


def kind_of(text: str) -> str:
    """Which publication a text is; empty for a case, also for one in whose texts a line begins with `kind:`."""
    found = re.search(r"^kind:[ \t]+[\"']?([\w-]+)", text, re.MULTILINE)
    if not found:
        return ""
    root, _ = parse(text, "")
    fields = root.value if root else None
    if not isinstance(fields, dict):  # It is broken, and cannot be passed over as something else than a case.
        return ""
    kind = fields["kind"][1].value if "kind" in fields else ""
    return kind if isinstance(kind, str) and kind in PUBLICATIONS else ""


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
    read: dict[str, Loaded[Case] | None] = {}  # Each file once, however often it is named.
    problems: list[Diagnostic] = []
    for where, name in named:
        if name in read:
            continue
        folder = loaded.path.parent
        path = folder / name
        if not is_regular_file(path) or not is_inside(path, folder):
            # What is in a folder to which only a link leads is nobody's business here.
            beside = [other.name for other in path.parent.glob("*.y*ml")] if is_inside(path.parent, folder) else []
            hint = suggest(name, beside) or "name it by its place beside this file"
            problems.append(loaded.diagnostic_at("UA204", f"there is no case file {quote(name)}", *where, hint=hint))
            read[name] = None
            continue
        case = replace(read_case(path), folders=(str(folder),) if loaded.place else ())
        read[name] = case
        if case.value is None:
            message = f"{quote(name)} is not a sound case file"
            problems.append(loaded.diagnostic_at("UA204", message, *where, hint="mend what is said of it here"))
        problems += case.diagnostics if case.value is None else ()
    if problems:
        raise Problems(problems)
    return [known for _, name in named if (known := read[name])]


def read_table(path: Path) -> Any:
    """The plain data in a YAML file of the user's that is no case, with the limits of one. Raises Problems."""
    name = str(path)
    if path.exists() and not path.is_dir() and not is_regular_file(path):  # It would be waited for for ever.
        raise Problems([Diagnostic("UA001", "this is a pipe or a device, not a file", Span(name))])
    root, diagnostics = parse(read_text(path, name), name)
    if root is None or has_errors(diagnostics):
        raise Problems(diagnostics)
    return root.plain()


def read_sender(path: Path, name: str | None = None) -> Loaded[Sender]:
    """The sender in a file. Raises Problems where the file cannot be read as text."""
    return _read(Sender, read_text(path, name or str(path)), name or str(path))


def read_case_text(
    text: str, name: str, words: Vocabulary = MappingProxyType({}), problems: Sequence[Diagnostic] = ()
) -> Loaded[Case]:
    """The case in a text, for callers that hold it in memory.

    `words` are values that it may use besides its own; `problems` what is wrong with them, which is wrong with it, too.
    """
    text = text.removeprefix("\ufeff")
    if NOT_A_CASE.match(text) or kind_of(text) or Path(name).name == VOCABULARY:
        return Loaded(name, None, (), None, text)
    loaded = _read(Case, text, name)
    if problems:
        return replace(loaded, value=None, diagnostics=(*loaded.diagnostics, *problems))
    if loaded.value is not None and words:
        own = loaded.value.vocabulary
        both = {kind: {**words.get(kind, {}), **own.get(kind, {})} for kind in {*words, *own}}
        loaded = replace(loaded, value=loaded.value.model_copy(update={"vocabulary": both}))
    if loaded.value is None and loaded.root and isinstance(fields := loaded.root.value, dict) and "kind" in fields:
        node = fields["kind"][1]
        meant = suggest("-".join(str(node.value).split()), PUBLICATIONS)
        hint = f"{meant or 'there are: ' + ', '.join(PUBLICATIONS) + '.'} A case has none"
        found = Diagnostic("UA104", f"{quote(node.value)} is no kind of file", node.span, hint)
        return Loaded(name, None, tuple(withhold_all((found,), loaded.secret)), None, text)
    if loaded.value is None and loaded.root and (other := _looks_like(loaded.root)):
        hint = "write `# ua-gen: not a case` into its first line, and it is passed over"
        message = f"this is no case, but looks like {other}"
        return Loaded(name, None, (Diagnostic("UA103", message, loaded.root.span, hint),), None, text)
    if loaded.root is None or not (open_ := tuple(_open_questions(loaded.root, text, name))):
        return loaded
    all_found = sorted((*loaded.diagnostics, *withhold_all(open_, loaded.secret)), key=_place)
    return Loaded(name, None, tuple(all_found), loaded.root, text, loaded.secret)


def _looks_like(root: Node) -> str:
    """What else of ours a file seems to be that is no case: such files lie beside cases."""
    if root.kind == "list":
        rows = [row.plain() for row in root.items()]
        return "a list of senders" if rows and all(isinstance(row, dict) and "name" in row for row in rows) else ""
    keys = set(root.plain()) if root.kind == "mapping" else set()
    if "name" in keys and keys <= set(Sender.model_fields):
        return "the file of a sender"
    return "the description of a template" if {"per", "pages"} <= keys else ""


def _open_questions(root: Node, text: str, name: str) -> Iterator[Diagnostic]:
    """What a draft asks of its author, in comments `# ua-gen: draft -- …`."""
    lines = LINE_BREAK.split(text) if MAY_ASK.search(text) else []
    asked = [(number, found) for number, line in enumerate(lines) if (found := DRAFT.search(line))]
    if not asked:
        return
    texts = TextPlaces(root)
    for number, found in asked:
        if not texts.have(number, found.start()):
            question = found[1].rstrip() or "the file says so"
            line = found.string
            span = Span(name, number + 1, found.start() + 1, len(line.rstrip()) + 1, line)
            hint = "answer it in the file, then delete this comment"
            yield Diagnostic("UA020", f"this is a draft: {question}", span, hint)


def _read(model: type[Model], text: str, name: str) -> Loaded[Model]:
    root, diagnostics = parse(text, name)
    if root is None:
        if may_be_secret(text):
            diagnostics = [unquoted(one) for one in diagnostics]
        return Loaded(name, None, tuple(diagnostics), None, text)
    value, complaints = check(model, root)
    secret = find_withheld(root)
    diagnostics = withhold_all((*diagnostics, *complaints), secret)
    diagnostics.sort(key=_place)
    if secret:
        hide_lines(root, secret.lines)
    return Loaded(name, None if has_errors(diagnostics) else value, tuple(diagnostics), root, text, secret)


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    return (diagnostic.span.line, diagnostic.span.column) if diagnostic.span else (0, 0)
