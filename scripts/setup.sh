# Sourced by ./reproduce and ./test: makes sure that what the build needs is here, or says how to get it.

packages=(libcairo2-dev libexpat1-dev libopenblas-dev libpng-dev libssl-dev libsymspg-dev libzip-dev zlib1g-dev pkg-config curl fonts-dejavu-core)
swift_needed=6.2

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

install_packages() {
    command -v dpkg-query >/dev/null || {
        echo "not a Debian system: the libraries behind ${packages[*]} must be here already" >&2
        return
    }
    local missing=() package
    for package in "${packages[@]}"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail \
            "these Debian packages are missing: ${missing[*]}" \
            "Installing them takes root, and sudo is not here. As root: apt-get install ${missing[*]}"
        root=(sudo)
    fi
    echo "installing ${missing[*]}" >&2
    { "${root[@]}" apt-get update -qq && "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >&2 \
        || fail "installing failed. By hand, as root: apt-get install ${missing[*]}"
}

check_swift() {
    local how="See https://www.swift.org/install/linux/ (swiftly installs it for the current user)."
    command -v swift >/dev/null || fail "Swift $swift_needed or later is needed, and no 'swift' is here. $how"
    local version
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -1)
    [ "$(printf '%s\n' "$swift_needed" "$version" | sort -V | head -1)" = "$swift_needed" ] \
        || fail "Swift $swift_needed or later is needed; this is Swift ${version:-of an unknown version}. $how"
}

check_processor() {
    [ "$(uname -m)" = x86_64 ] && [ -r /proc/cpuinfo ] || return 0
    { grep -qw avx2 /proc/cpuinfo && grep -qw fma /proc/cpuinfo; } && return 0
    echo "This processor lacks AVX2 and FMA (x86-64-v3): the program is compiled without them, and is slow." >&2
    export PROPORTIONS_X86_64=any
}

# A relative folder means one relative to where the command was called.
if [ -n "${PROPORTIONS_DATA:-}" ]; then
    PROPORTIONS_DATA=$(realpath -m -- "$PROPORTIONS_DATA")
    export PROPORTIONS_DATA
fi
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
check_processor
check_swift
install_packages
