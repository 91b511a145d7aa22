#!/usr/bin/env bash
# Makes this checkout ready to work in: `tools/setup.sh run|test|bench`, called by make.
#
# Looks for a Python, installs the system packages that are missing (where apt-get may be
# used; elsewhere it says which), and fills `.venv` from the level's lock file. A stamp in
# `.venv` tells what it was filled from; without one, as after an interrupted set-up, it is
# made anew. Prints one line when it installs something and nothing when all is there.
#
# Exit 5: something is missing and cannot be installed. Exit 2: called wrongly.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# What a level needs of the system (`run`: every level needs it), how that is looked for, and
# the Debian package it comes in. `module`: of Python (@: its version); `lib`: can be loaded;
# `tool`: is on PATH.
readonly NEEDS="
run   module  ensurepip                python@-venv
run   lib     libpango-1.0.so.0        libpango-1.0-0
run   lib     libpangoft2-1.0.so.0     libpangoft2-1.0-0
run   lib     libharfbuzz.so.0         libharfbuzz0b
run   lib     libharfbuzz-subset.so.0  libharfbuzz-subset0
run   lib     libfontconfig.so.1       fontconfig
test  tool    chromium                 chromium
test  tool    qpdf                     qpdf
test  tool    gs                       ghostscript
test  tool    mutool                   mupdf-tools
test  tool    pdffonts                 poppler-utils
test  tool    pdfinfo                  poppler-utils
test  tool    pdftoppm                 poppler-utils
test  tool    pdftotext                poppler-utils
"
# The first holds the runtime packages; the others hold the same ones and more.
declare -Ar LOCKS=(
    [run]=requirements.lock
    [test]=requirements-dev.lock
    [bench]=requirements-bench.lock
)
readonly STAMPS=.venv/set-up.stamps

# Prints the interpreter's version and path, outside any venv, then the packages missing.
# Arguments: version (or nothing), then kind, name and package of each need.
readonly PROBE='
import ctypes, sys
from importlib.machinery import PathFinder
from os.path import realpath

def is_there(kind, name):
    if kind == "module":
        return PathFinder.find_spec(name) is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True

version = "%d.%d" % sys.version_info[:2]
print(version, realpath(sys._base_executable))
needs = iter(sys.argv[1:])
for kind, name, package in zip(needs, needs, needs):
    if not is_there(kind, name):
        print(package.replace("@", version))
'

fail() {
    printf 'set-up: %s\n' "$*" >&2
    exit 5
}

# Run a command; only if it fails are its last words shown.
quietly() {
    local output
    output=$("$@" 2>&1 </dev/null) || { tail -n 4 <<<"$output" >&2 && return 1; }
}

find_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    fail "found no Python 3.11 or newer: install one, or name it with PYTHON=/path/to/python3"
}

# Sets `version`, `python` (the interpreter outside any venv) and `missing` (packages).
look_around() {
    local interpreter=.venv/bin/python from kind name package probed=() report
    missing=()
    while read -r from kind name package; do
        if [[ $from != run && $from != "$level" ]]; then
            continue
        elif [[ $kind != tool ]]; then
            probed+=("$kind" "$name" "$package")
        elif ! command -v "$name" >/dev/null; then
            missing+=("$package")
        fi
    done <<<"$NEEDS"

    [[ -z ${PYTHON:-} && -x $interpreter ]] || interpreter=$(find_python)
    if ! report=$("$interpreter" -ISc "$PROBE" "${probed[@]}" 2>/dev/null); then
        interpreter=$(find_python) # the one in .venv is broken
        report=$("$interpreter" -ISc "$PROBE" "${probed[@]}")
    fi
    {
        read -r version python
        while read -r package; do missing+=("$package"); done
    } <<<"$report"
    if ((${#missing[@]} > 0)); then
        mapfile -t missing <<<"$(printf '%s\n' "${missing[@]}" | sort -u)"
    fi
}

# What the stamps say of a level that .venv holds: its lock file, the Python, the place.
stamp() {
    local hash
    hash=$(sha256sum <"${LOCKS[$1]}")
    echo "$1 ${hash%% *} $version $python $PWD"
}

venv_holds() {
    grep -qxF -- "$(stamp "$1")" "$STAMPS" 2>/dev/null
}

# Whether nothing in .venv comes from an older lock file, another Python or place.
venv_is_current() {
    local held _
    [[ -s $STAMPS ]] || return 1
    while read -r held _; do
        [[ -v LOCKS[$held] ]] && venv_holds "$held" || return 1
    done <"$STAMPS"
}

# Sets `apt`, the command that installs without asking; fails where there is none.
find_apt() {
    local sudo=()
    ((EUID == 0)) || sudo=(sudo -n)
    command -v apt-get >/dev/null && "${sudo[@]}" true 2>/dev/null || return
    apt=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
}

install_packages() {
    # The lists are fetched only if the packages are not to be had from those at hand.
    quietly "${apt[@]}" install --no-install-recommends "$@" 2>/dev/null ||
        { quietly "${apt[@]}" update && quietly "${apt[@]}" install --no-install-recommends "$@"; } ||
        fail "apt-get failed (its words are above): sudo apt-get install $*"
}

fill_venv() {
    local held=""
    if venv_is_current; then
        held=$(<"$STAMPS")
    else
        rm -rf .venv
        quietly "$python" -m venv .venv || fail "$python could not make .venv"
    fi
    rm -f "$STAMPS" # until it is whole again
    PIP_USER=0 quietly .venv/bin/python -m pip install --quiet --no-input \
        --disable-pip-version-check --require-hashes -r "${LOCKS[$level]}" ||
        fail "pip could not install ${LOCKS[$level]} (its words are above)"
    { printf '%s' "${held:+$held$'\n'}" && stamp run && stamp "$level"; } | sort -u >"$STAMPS.new"
    mv "$STAMPS.new" "$STAMPS"
}

is_ready() {
    ((${#missing[@]} == 0)) && venv_holds "$level"
}

set_up() {
    local what="${missing[*]}"
    if [[ -n $what ]] && ! find_apt; then
        fail "system packages are missing; run: sudo apt-get install $what"
    fi
    if ! venv_holds "$level"; then
        what+="${what:+, and }${LOCKS[$level]} into .venv (Python $version)"
    fi
    echo "set-up: installing $what" >&2
    if ((${#missing[@]} > 0)); then
        install_packages "${missing[@]}"
        look_around
        ((${#missing[@]} == 0)) || fail "$python still finds nothing of: ${missing[*]}"
    fi
    if ! venv_holds "$level"; then
        fill_venv
    fi
}

main() {
    level=${1:-}
    if [[ $# -ne 1 || ! -v LOCKS[$level] ]]; then
        echo "usage: tools/setup.sh run|test|bench" >&2
        exit 2
    fi
    look_around
    if ! is_ready && command -v flock >/dev/null; then
        exec 9<. # one set-up of a checkout at a time
        flock 9
        look_around
    fi
    if ! is_ready; then
        set_up
    fi
}

main "$@"
