# Sourced by ./quickstart and ./check: finds the tools that a build needs, and installs the missing ones as root on a
# Debian system; anybody else is told the command and decides.

java_major() {
  "$1" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = \([0-9]*\).*/\1/p'
}

# Sets JAVA to a java of version 17 or newer that has a compiler beside it; fails if there is none.
find_java() {
  local candidate
  for candidate in "${JAVA_HOME:-/nonexistent}/bin/java" "$(command -v java || true)"; do
    [ -n "$candidate" ] && [ -x "$candidate" ] || continue
    candidate=$(readlink -f "$candidate")
    [ -x "${candidate%/java}/javac" ] || continue
    if [ "$(java_major "$candidate")" -ge 17 ] 2>/dev/null; then
      JAVA=$candidate
      return 0
    fi
  done
  return 1
}

# Prints the home of the newest JDK on this machine if that is 22 or newer: tests run on it too.
newest_jdk() {
  local home version
  for home in ${JAVA_HOME:-} ${NEWEST_JDK_HOME:-} /usr/lib/jvm/* /opt/jdk*; do
    [ -x "$home/bin/javac" ] && [ ! -L "$home" ] || continue
    version=$(java_major "$home/bin/java")
    [ "${version:-0}" -ge 22 ] && echo "$version $home"
  done | sort -n | tail -n 1 | cut -d' ' -f2-
}

at_least() { # at_least FOUND WANTED
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

missing_packages() {
  find_java || echo default-jdk-headless
  command -v mvn > /dev/null || echo maven
  { command -v cc || command -v gcc || command -v clang; } > /dev/null || echo gcc libc6-dev
  [ -z "$1" ] || command -v g++ > /dev/null || echo g++
  command -v cmake > /dev/null || echo cmake
  command -v ninja > /dev/null || [ -n "${CMAKE_GENERATOR:-}" ] || echo ninja-build
}

need_tools() { # need_tools [tests]: with what only the tests need
  local packages version
  packages=$(missing_packages "${1:-}" | tr '\n' ' ')
  packages=${packages% }
  if [ -n "$packages" ]; then
    echo "Needed: a JDK (17 or newer), Maven (3.8.7 or newer), a C compiler, CMake (3.21 or newer) and Ninja${1:+; for the tests g++, too}."
    echo "Missing here, as Debian packages: $packages"
    if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
      echo "Installing: apt-get install -y --no-install-recommends $packages"
      apt-get update -q > /dev/null
      # shellcheck disable=SC2086
      DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages > /dev/null
    else
      echo "Install them and run this again. On Debian or Ubuntu:"
      echo "  sudo apt-get install $packages"
      echo "On Fedora: sudo dnf install java-17-openjdk-devel maven gcc ${1:+gcc-c++ }cmake ninja-build"
      exit 1
    fi
  fi
  find_java || { echo "No JDK 17 or newer: set JAVA_HOME to one."; exit 1; }
  export JAVA_HOME=${JAVA%/bin/java}
  version=$(cmake --version | sed -n '1s/[^0-9]*//p')
  at_least "$version" 3.21 || { echo "CMake $version is too old: 3.21 or newer is needed."; exit 1; }
  version=$(mvn -v | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
  at_least "$version" 3.8.7 || { echo "Maven $version is too old: 3.8.7 or newer is needed."; exit 1; }
}
