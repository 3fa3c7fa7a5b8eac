#!/bin/sh
# The whole set-up of ua-gen on a fresh machine; `sh setup.sh help` tells what it does.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")"

# What pip cannot install, by the names of Debian and Ubuntu.
libraries='libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0'
fonts='fonts-noto-core fonts-linuxlibertine fonts-noto-cjk'
test_tools='poppler-utils qpdf'
# Half a minute of tests: those that a change of the code most often breaks.
fast_tests='tests/files tests/languages tests/model tests/casefile tests/lint tests/action tests/project/test_architecture.py'

usage='sh setup.sh              set up what is missing, then typeset the example case into out/
sh setup.sh test         the same with the test tools, then run all checks and tests
sh setup.sh test ARGS    the same, then run only pytest, with ARGS
sh setup.sh browser      the same, and Chromium, in which the tests try the preview; runs no test
sh setup.sh fast         the same, then linter, types, and the tests that take half a minute
sh setup.sh help         this text

Needed: Python 3.11 or newer (PYTHON=python3.12 sh setup.sh takes another than the usual one).
On Debian and Ubuntu missing system packages are installed, as root or with sudo; elsewhere
the script says what to install. Python packages go into .venv, which the script makes anew when
it must, and which may be deleted at any time.'

say() { printf '%s\n' "$*"; }

# A stamp is written into .venv last of all, so that an unfinished one has none. It names the
# folder too, because a virtual environment cannot be moved.
works() { # true where .venv is finished, of this folder, and its Python is still the same
    case $stamp in *" $PWD") "$bin/python" -I -c 'import ua_gen' 2>/dev/null ;; *) false ;; esac
}
current() { # true where .venv also has everything that this run asks for
    case $stamp in "test $sum "* | "$mode $sum "*) works ;; *) false ;; esac
}

find_python() {
    for python in ${PYTHON:-python3 python3.13 python3.12 python3.11 python}; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    done
    say "ua-gen needs Python 3.11 or newer; here: $(${PYTHON:-python3} --version 2>&1 || :)"
    say 'On Ubuntu 22.04: sudo apt-get install python3.11-venv, then run this again.'
    exit 1
} >&2

missing_of() { # those of the named packages that dpkg does not know as installed
    installed=" $(dpkg-query -W -f '${Package}=${db:Status-Status} ' "$@" 2>/dev/null || :)"
    for package; do
        case $installed in *" $package=installed "*) ;; *) printf '%s ' "$package" ;; esac
    done
}

install() { # the named packages; false where that cannot be done
    command -v apt-get >/dev/null || return 1
    as_root=
    if [ "$(id -u)" != 0 ]; then
        as_root=sudo # which may ask for a password only where somebody can answer
        sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -p 'sudo password: ' true; } || return 1
    fi
    say "Installing with apt: $*" # whose own many lines are left out, but for its errors
    $as_root apt-get -qq update || : # a broken source of something else need not matter
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 \
        install --no-install-recommends "$@" >/dev/null
}

pip() { "$bin/python" -m pip --quiet --disable-pip-version-check "$@"; }

all_there() { # asks the things themselves, where apt could not see to them
    "$bin/python" -W error:HarfBuzz -c 'import weasyprint' >/dev/null 2>&1 || return 1
    ! command -v fc-list >/dev/null || fc-list | grep -q 'Noto Serif' || return 1
    [ $mode = demo ] || { command -v pdftotext && command -v qpdf; } >/dev/null
}

by_hand() {
    say 'ua-gen needs things that this script cannot install here. Install them, then run it again:'
    # shellcheck disable=SC2016 # $(brew ...) is for the reader's own shell
    case $(command -v apt-get || uname -s) in
        *apt-get) say "  sudo apt-get update
  sudo apt-get install --no-install-recommends $missing" ;;
        Darwin) say '  brew install pango fontconfig
  brew install --cask font-noto-serif font-noto-sans font-linux-libertine
  for the tests also: brew install poppler qpdf
  and if Pango is not found then: export DYLD_FALLBACK_LIBRARY_PATH="$(brew --prefix)/lib"' ;;
        MINGW* | MSYS* | CYGWIN*) say '  MSYS2, and in its UCRT64 shell: pacman -S mingw-w64-ucrt-x86_64-pango
  and if MSYS2 is not in C:\msys64: set WEASYPRINT_DLL_DIRECTORIES to its folder ucrt64\bin
  the fonts Noto Serif, Noto Sans and Linux Libertine, for all users
  for the tests also: pdftotext (Poppler) and qpdf, on the PATH' ;;
        *) say '  on Fedora: sudo dnf install pango harfbuzz google-noto-serif-fonts \
      google-noto-sans-fonts google-noto-naskh-arabic-fonts linux-libertine-fonts
  for the tests also: sudo dnf install poppler-utils qpdf
  elsewhere: Pango, HarfBuzz with its subset library, and these fonts' ;;
    esac
    exit 1
} >&2

mode=demo loop= packages=constraints.txt
case ${1-} in
    '') ;;
    test | fast | browser) mode=test packages=constraints-dev.txt loop=$1; shift ;;
    help | -h | --help) say "$usage"; exit ;;
    *) say "$usage" >&2; exit 2 ;;
esac
bin=.venv/bin
[ ! -d .venv/Scripts ] || bin=.venv/Scripts # Windows
sum=$(cat pyproject.toml constraints*.txt hatch_build.py | cksum)
stamp=$(cat .venv/stamp 2>/dev/null || :)
needed="$libraries $fonts"
[ $mode = demo ] || needed="$needed $test_tools"
[ "$loop" != browser ] || needed="$needed chromium"
python=
if ! current; then
    find_python
    "$python" -c 'import ensurepip' 2>/dev/null ||
        needed="$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])') $needed"
fi

# The lists are words to be split.
# shellcheck disable=SC2086
missing=$(missing_of $needed)
# shellcheck disable=SC2086
[ -z "$missing" ] || install $missing || unsure=yes

if [ "$python" ]; then
    "$python" -c 'import ensurepip' 2>/dev/null || by_hand
    say 'Installing Python packages into .venv: this takes a minute or two.'
    if works; then rm .venv/stamp; else "$python" -m venv --clear .venv; fi
    [ ! -d .venv/Scripts ] || bin=.venv/Scripts
    # Only files that have the kept hashes; what is built here then fetches nothing more.
    pip install --require-hashes -r "$packages"
    pip install --no-deps --no-build-isolation --editable .
    say "$mode $sum $PWD" >.venv/stamp
fi
[ -z "${unsure-}" ] || all_there || by_hand

if [ $mode = demo ]; then
    "$bin/ua-gen" render cases/kg-askarov.yaml --date 2010-09-20 \
        -d letter -d urgent-action-classic -l ru -l en -o out
    say "
The letters of the example are in $PWD/out/kg-askarov. For a case of your own, type next:
  . $bin/activate       so that ua-gen is found
  ua-gen new case.yaml       a case to start from, and
  ua-gen render case.yaml    its letters"
elif [ "$loop" = browser ]; then
    pip install --require-hashes -r constraints-browser.txt
elif [ $# -gt 0 ]; then
    exec "$bin/python" -m pytest "$@"
else
    failed=
    for check in 'ruff check' 'ruff format --check' mypy; do
        # shellcheck disable=SC2086
        "$bin/python" -m $check || failed="$failed $check;"
    done
    # shellcheck disable=SC2086
    if [ "$loop" = fast ]; then
        "$bin/python" -m pytest -n 2 -q -m 'not slow' $fast_tests || failed="$failed pytest;"
    else
        "$bin/python" -m pytest -n 2 --cov --cov-report=term:skip-covered || failed="$failed pytest;"
    fi
    [ -z "$failed" ] || { say "Failed:$failed" >&2; exit 1; }
fi
