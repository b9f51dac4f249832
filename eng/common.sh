# Functions of run and test; sourced by both. Standard output is for the answer, so all messages go to standard error.

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd -P)
build=$root/.build

say() { printf '%s\n' "$*" >&2; }
progress() { if [ -t 2 ]; then say "$@"; fi; }
fail() { say "$@"; exit 1; }

# dotnet and NuGet need a home folder; without a writable one, they use the build folder.
find_home() {
    export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
    export DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true DOTNET_CLI_UI_LANGUAGE=en
    if [ -z "${HOME:-}" ]; then
        HOME=$(getent passwd "$(id -u)" | cut -d: -f6 || true)
        export HOME
    fi
    can_write "$HOME/.nuget/packages" || export NUGET_PACKAGES=${NUGET_PACKAGES:-$build/home/.nuget/packages}
    can_write "$HOME/.local/share/NuGet" || export NUGET_HTTP_CACHE_PATH=${NUGET_HTTP_CACHE_PATH:-$build/home/http-cache}
    can_write "$HOME/.dotnet" || export DOTNET_CLI_HOME=${DOTNET_CLI_HOME:-$build/home}
    # A read-only home with a NuGet configuration is kept, because the configuration names the package sources.
    if ! can_write "$HOME/.nuget/NuGet" && [ ! -r "$HOME/.nuget/NuGet/NuGet.Config" ]; then
        export HOME=$build/home
    fi
}

# Whether the folder is writable or can be created.
can_write() {
    local folder=$1
    while [ -n "$folder" ] && [ ! -e "$folder" ]; do folder=${folder%/*}; done
    [ -n "$folder" ] && [ -d "$folder" ] && [ -w "$folder" ] && [ -x "$folder" ]
}

find_dotnet() {
    local folder
    if ! command -v dotnet >/dev/null; then
        for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet; do
            if [ -n "$folder" ] && [ -x "$folder/dotnet" ]; then
                export DOTNET_ROOT=$folder PATH=$PATH:$folder
                return
            fi
        done
        fail "The .NET 10 SDK is missing; install it (https://dotnet.microsoft.com/download/dotnet/10.0) and start again."
    fi
}

need_sdk() {
    (cd "$root" && dotnet --version >/dev/null 2>&1) ||
        fail "dotnet is there, but without the .NET 10 SDK that global.json asks for; install it (https://dotnet.microsoft.com/download/dotnet/10.0) and start again."
}

# The server's programs for the embedded database, in the same places as PostgresPrograms.
has_postgres() {
    local folder
    for folder in /usr/lib/postgresql/*/bin "$(pg_config --bindir 2>/dev/null)" "$(dirname "$(command -v postgres || echo /none/x)")"; do
        if [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ]; then return 0; fi
    done
    return 1
}

need_postgres() {
    has_postgres || install_packages "PostgreSQL's server programs are" postgresql
    has_postgres || fail "PostgreSQL was installed, but its server programs (postgres, initdb) are not where they were looked for."
}

# The front-end packages come from npm.
need_node() {
    if [ -e "$root/Host/Federation.Host/package.json" ]; then
        if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
            install_packages "Node and npm are" nodejs npm
        fi
    fi
}

# Pages are tested in a browser, which needs Chinese fonts.
need_browser() {
    local browser
    for browser in /usr/bin/chromium-headless-shell /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
        if [ -x "$browser" ]; then break; fi
        browser=
    done
    if [ -z "$browser" ] || [ -z "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ]; then
        install_packages "Chromium and Noto CJK fonts are" chromium-headless-shell fonts-noto-cjk fontconfig
    fi
}

# install_packages WHAT PACKAGE…
install_packages() {
    local what=$1
    shift
    local wish="$what missing. Install as root with: apt-get install $*"
    command -v apt-get >/dev/null || fail "$wish"
    if [ "$(id -u)" = 0 ]; then
        "$root/eng/install" "$@" || fail "$wish"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        sudo -n "$root/eng/install" "$@" || fail "$wish"
    else
        fail "$wish"
    fi
}

can_build() {
    if [ -e "$build" ]; then
        [ -w "$build" ] && [ -z "$(find "$build" -maxdepth 4 -type d ! -writable -print -quit 2>/dev/null)" ]
    else
        [ -w "$root" ]
    fi
}

need_build_folder() {
    can_build || fail "The build folder $build cannot be written by $(id -un): another user built here. Start as that user, or remove the folder."
    mkdir -p "$build"
}

# One build at a time in a clone: lock shared|exclusive. The descriptor is closed for every program that is started, so that none keeps the lock.
lock() {
    if can_build; then
        mkdir -p "$build"
        exec 9>>"$build/lock"
    else
        [ -r "$build/lock" ] || need_build_folder
        exec 9<"$build/lock"
    fi
    if ! flock --nonblock "--$1" 9; then
        progress "Waiting for another build in this clone …"
        flock "--$1" 9
    fi
}

unlock() { exec 9>&-; }

# What Directory.Build.props calls ArtifactsPath.
artifacts() {
    if grep -qs '<HasFinbuckle>false' "$build/feed.props"; then printf '%s' "$build/finbuckle-false"; else printf '%s' "$build/finbuckle-true"; fi
}

# Every source file of the host by name, size and time; a changed, new or deleted file changes the result.
fingerprint() {
    (
        cd "$root"
        printf '%s\n' "$root"
        find Shared Modules Host eng seeds Directory.* BannedSymbols.txt global.json .editorconfig \
            \( -name bin -o -name obj -o -name node_modules -o -path '*/wwwroot/lib' \) -prune -o -type f -printf '%p %s %T@\n' 2>/dev/null | LC_ALL=C sort || true
        cat "$build/feed.props"
    ) | sha256sum | cut -d' ' -f1
}

host() { printf '%s' "$(artifacts)/bin/Federation.Host/release/Federation.Host.dll"; }

host_is_fresh() { [ -e "$(host)" ] && [ "$(cat "$(artifacts)/host.stamp" 2>/dev/null)" = "$1" ]; }

# A missing ahead-of-time compiler (docs/adr/0009) is looked for once a day; a build works without it.
get_ahead_compiler() {
    if [ "$(uname -sm)" != "Linux x86_64" ] || [ -n "$(find "$build/ahead.asked" -mmin -1440 2>/dev/null)" ]; then return; fi
    mkdir -p "$build"
    (cd "$root" && dotnet restore eng/ahead.proj "-p:AheadFolder=$build/ahead/" -v quiet -nologo -nodeReuse:false) >"$build/ahead.log" 2>&1 </dev/null 9>&- ||
        say "The package feed lacks the compiler ahead of time: starts take longer."
    touch "$build/ahead.asked"
}

# build_quietly PROJECT: the lock must be held exclusively.
build_quietly() {
    local print
    print=$(fingerprint)
    need_sdk
    rm -f "$(artifacts)/host.stamp"
    progress "Building …"
    get_ahead_compiler
    if ! dotnet_build "$1"; then
        # The feed may lack Finbuckle's dependencies, or have changed since the check.
        local kind
        kind=$(artifacts)
        if grep -q 'NU110[123]' "$build/build.log"; then "$root/eng/feed" --without 9>&-; fi
        if [ "$kind" = "$(artifacts)" ] || ! { print=$(fingerprint) && dotnet_build "$1"; }; then
            { grep -E 'error [A-Z]+[0-9]+' "$build/build.log" || tail -n 20 "$build/build.log"; } | sort -u | head -n 40 >&2
            fail "The build failed; all it said is in $build/build.log"
        fi
    fi
    printf '%s\n' "$print" >"$(artifacts)/host.stamp"
}

# Processes of a few seconds gain nothing from tiered PGO or from W^X memory.
short_lives() { export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0; }

# One compiler server serves all projects, which saves cold starts. It has a name of its own and ends with the build. No other helper process outlives the build and keeps the caller's pipes open.
dotnet_build() {
    local compiler=federation-$$ status=0
    (cd "$root" && short_lives && dotnet build "$1" -c Release -v quiet -nologo -nodeReuse:false "-p:SharedCompilationId=$compiler") >"$build/build.log" 2>&1 </dev/null 9>&- || status=$?
    pkill -f -- "-pipename:$compiler" || true
    return "$status"
}
